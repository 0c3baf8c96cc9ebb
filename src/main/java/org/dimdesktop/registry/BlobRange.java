package org.dimdesktop.registry;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.ImageReference;

/**
 * {@code GET /v2/<name>/blobs/<digest>} from an offset on (RFC 9110 §14.2): the bare bytes, whose
 * reads throw {@link IOException} when the connection breaks off.
 */
final class BlobRange implements Endpoint<InputStream> {
  private final BlobGet whole;
  private final long offset;
  private final boolean asked;

  BlobRange(ImageReference repository, Descriptor blob, long offset) {
    this(new BlobGet(repository, blob), offset, offset > 0);
  }

  private BlobRange(BlobGet whole, long offset, boolean asked) {
    this.whole = whole;
    this.offset = offset;
    this.asked = asked;
  }

  /**
   * The same bytes from a registry that knows no ranges: the whole, of which the first are left.
   */
  BlobRange unasked() {
    return new BlobRange(whole, offset, false);
  }

  @Override
  public String action() {
    return whole.action();
  }

  @Override
  public String subject() {
    return whole.subject();
  }

  @Override
  public String registry() {
    return whole.registry();
  }

  @Override
  public String scope() {
    return whole.scope();
  }

  @Override
  public String accept() {
    return whole.accept();
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return whole.url(base);
  }

  @Override
  public Headers headers() {
    return asked ? Headers.of("Range", "bytes=" + offset + "-") : Headers.of();
  }

  @Override
  public InputStream handle(Response response) {
    InputStream in = response.body().byteStream();
    if (offset == 0 || startsAtOffset(response)) {
      return in;
    }
    try {
      // It sends the whole again; what is known already is passed over.
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      response.close();
      throw RegistryErrors.failure(action(), subject(), response.request().url(), e);
    }
  }

  private boolean startsAtOffset(Response response) {
    String range = response.header("Content-Range");
    return response.code() == 206 && range != null && range.startsWith("bytes " + offset + "-");
  }
}
