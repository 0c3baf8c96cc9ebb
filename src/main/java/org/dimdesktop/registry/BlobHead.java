package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/** {@code HEAD /v2/<name>/blobs/<digest>}: whether a repository has a blob. */
final class BlobHead implements Endpoint<Boolean> {
  private final ImageReference repository;
  private final Digest blob;

  BlobHead(ImageReference repository, Digest blob) {
    this.repository = repository;
    this.blob = blob;
  }

  @Override
  public String action() {
    return "look for";
  }

  @Override
  public String subject() {
    return repository.name() + "@" + blob;
  }

  @Override
  public String registry() {
    return repository.domain();
  }

  /** Who asks wants to write next; one token does for both. */
  @Override
  public String scope() {
    return Scopes.push(repository);
  }

  @Override
  public String method() {
    return "HEAD";
  }

  @Override
  public String accept() {
    return "*/*";
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return BlobGet.route(repository, blob, base);
  }

  @Override
  public Boolean handle(Response response) {
    response.close();
    return true;
  }
}
