package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.ImageReference;

/** {@code GET /v2/<name>/manifests/<reference>}: the bytes of an index or a manifest, verified. */
final class ManifestGet implements Endpoint<Manifest> {
  private final ImageReference reference;

  ManifestGet(ImageReference reference) {
    this.reference = reference;
  }

  static HttpUrl route(ImageReference reference, HttpUrl base) {
    return base.newBuilder()
        .addPathSegments("v2/" + reference.path() + "/manifests")
        .addPathSegment(reference.manifestReference())
        .build();
  }

  @Override
  public String action() {
    return "read the manifest of";
  }

  @Override
  public String subject() {
    return reference.toString();
  }

  @Override
  public String registry() {
    return reference.domain();
  }

  @Override
  public String scope() {
    return Scopes.pull(reference);
  }

  @Override
  public String accept() {
    return MediaTypes.ACCEPT;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return route(reference, base);
  }

  @Override
  public Manifest handle(Response response) {
    return new ManifestReader(action(), subject()).read(reply(response), reference.digest());
  }
}
