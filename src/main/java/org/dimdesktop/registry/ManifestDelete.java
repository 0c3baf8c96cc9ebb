package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.ImageReference;

/**
 * {@code DELETE /v2/<name>/manifests/<reference>}: by tag the tag alone, where the registry can; by
 * digest the manifest with every tag on it.
 */
final class ManifestDelete implements Endpoint<Boolean> {
  private final ImageReference reference;

  ManifestDelete(ImageReference reference) {
    this.reference = reference;
  }

  @Override
  public String action() {
    return "delete";
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
    return Scopes.delete(reference);
  }

  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return ManifestGet.route(reference, base);
  }

  @Override
  public Boolean handle(Response response) {
    response.close();
    return true;
  }
}
