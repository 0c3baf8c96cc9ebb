package org.dimdesktop.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a blob from an offset to its end, on their way from where they are read to a
 * registry; never more than a buffer of them is in memory.
 */
final class UploadBody extends RequestBody implements AutoCloseable {
  private static final MediaType BYTES = MediaType.get("application/octet-stream");
  private static final int BUFFER = 128 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(UploadBody.class);

  private final BlobSource source;
  private final long offset;
  private final long end;
  private final boolean last;
  private final LongConsumer moved;
  private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
  private volatile boolean failed;
  private volatile boolean spoiled;

  /**
   * A blob, or a part of it.
   *
   * @param end where it ends, in bytes from the blob's start
   * @param last whether the blob ends there too, so that its bytes are read until they say so
   * @param moved told the position reached, in bytes, after every buffer
   */
  UploadBody(BlobSource source, long offset, long end, boolean last, LongConsumer moved) {
    this.source = source;
    this.offset = offset;
    this.end = end;
    this.last = last;
    this.moved = moved;
  }

  /** The header of a chunk: without a unit, as the spec has it and unlike HTTP. */
  String contentRange() {
    return offset + "-" + (end - 1);
  }

  @Override
  public @Nullable MediaType contentType() {
    return BYTES;
  }

  @Override
  public long contentLength() {
    return end - offset;
  }

  /** A registry may have kept a part, so nothing below the upload itself may begin again. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long position = offset;
    try (InputStream in = source.open(offset)) {
      open.set(in);
      while (last || position < end) {
        int n = in.read(buffer, 0, last ? BUFFER : (int) Math.min(BUFFER, end - position));
        if (n < 0) {
          break;
        }
        sink.write(buffer, 0, n);
        position += n;
        moved.accept(position);
      }
    } catch (FailureException e) {
      failed = true;
      spoiled = position >= end;
      throw e;
    } finally {
      open.set(null);
    }
  }

  /** Whether the bytes could not be read from where they are. */
  boolean hasFailed() {
    return failed;
  }

  /** Whether all bytes were read and sent, and turned out to be others than the digest names. */
  boolean isSpoiled() {
    return spoiled;
  }

  /** Ends a read that waits, when nobody wants the bytes any more. */
  @Override
  public void close() {
    InputStream in = open.getAndSet(null);
    if (in != null) {
      try {
        in.close();
      } catch (IOException e) {
        LOG.debug("a source closed badly", e);
      }
    }
  }
}
