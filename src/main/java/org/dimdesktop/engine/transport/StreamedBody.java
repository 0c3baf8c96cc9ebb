package org.dimdesktop.engine.transport;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request body that is written while it is sent, and only once. */
final class StreamedBody extends RequestBody {
  private final @Nullable String type;
  private final BodyWriter writer;

  StreamedBody(@Nullable String type, BodyWriter writer) {
    this.type = type;
    this.writer = writer;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type == null ? null : MediaType.parse(type);
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    writer.writeTo(sink.outputStream());
  }
}
