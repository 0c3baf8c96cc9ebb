package org.dimdesktop.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.dimdesktop.model.Digest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * A blob on its way: at its end it is known to be the one that was asked for, else the last read
 * throws a {@link FailureException}. What was read before that must not be trusted yet.
 */
final class VerifiedStream extends FilterInputStream {
  private final Descriptor blob;
  private final String action;
  private final String subject;
  private final Function<IOException, FailureException> broken;
  private final MessageDigest hash;
  private long count;
  private boolean ended;

  VerifiedStream(InputStream in, Descriptor blob, String action, String subject, HttpUrl url) {
    this(in, blob, action, subject, e -> RegistryErrors.failure(action, subject, url, e));
  }

  VerifiedStream(
      InputStream in,
      Descriptor blob,
      String action,
      String subject,
      Function<IOException, FailureException> broken) {
    super(in);
    this.blob = blob;
    this.action = action;
    this.subject = subject;
    this.broken = broken;
    hash = Hashing.of(blob.digest().algorithm(), action, subject);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw broken.apply(e);
    }
    if (n > 0) {
      hash.update(buffer, offset, n);
      count += n;
      if (blob.size() >= 0 && count > blob.size()) {
        throw broken("more was sent than its " + blob.size() + " bytes");
      }
    } else if (n < 0 && !ended) {
      ended = true;
      check();
    }
    return n;
  }

  private void check() {
    if (blob.size() >= 0 && count != blob.size()) {
      throw broken("only " + count + " of " + blob.size() + " bytes were sent");
    }
    Digest actual = Hashing.finish(blob.digest().algorithm(), hash);
    if (!actual.equals(blob.digest())) {
      throw broken("what was sent is not what was asked for: its digest is " + actual);
    }
  }

  /** Skipped bytes are read, because they count for the digest. */
  @Override
  public long skip(long n) {
    byte[] buffer = new byte[Math.clamp(n, 1, 8192)];
    long left = n;
    while (left > 0) {
      int got = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (got < 0) {
        break;
      }
      left -= got;
    }
    return n - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private FailureException broken(String why) {
    return new FailureException(new Failure.Broken(action, subject, why));
  }
}
