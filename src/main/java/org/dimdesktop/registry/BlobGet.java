package org.dimdesktop.registry;

import java.io.InputStream;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/** {@code GET /v2/<name>/blobs/<digest>}: a layer or a configuration, verified while it is read. */
final class BlobGet implements Endpoint<InputStream> {
  private final ImageReference repository;
  private final Descriptor blob;

  BlobGet(ImageReference repository, Descriptor blob) {
    this.repository = repository;
    this.blob = blob;
  }

  /** A blob's address in a repository. */
  static HttpUrl route(ImageReference repository, Digest blob, HttpUrl base) {
    return base.newBuilder()
        .addPathSegments("v2/" + repository.path() + "/blobs")
        .addPathSegment(blob.toString())
        .build();
  }

  @Override
  public String action() {
    return "download";
  }

  @Override
  public String subject() {
    return repository.name() + "@" + blob.digest();
  }

  @Override
  public String registry() {
    return repository.domain();
  }

  @Override
  public String scope() {
    return Scopes.pull(repository);
  }

  @Override
  public String accept() {
    return "*/*";
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return route(repository, blob.digest(), base);
  }

  @Override
  public InputStream handle(Response response) {
    return new VerifiedStream(
        response.body().byteStream(), blob, action(), subject(), response.request().url());
  }
}
