package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * {@code PUT /v2/<name>/manifests/<reference>}: the bytes as they came, under the type they came
 * with; anything else would be another image.
 *
 * <p>The answer says whether the registry itself keeps the list of what refers to the manifest's
 * subject ({@code OCI-Subject}).
 */
final class ManifestPut implements Endpoint<Boolean> {
  private final ImageReference reference;
  private final Manifest manifest;

  ManifestPut(ImageReference reference, Manifest manifest) {
    this.reference = reference;
    this.manifest = manifest;
  }

  @Override
  public String action() {
    return "write the manifest of";
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
    return Scopes.push(reference);
  }

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public RequestBody body() {
    return RequestBody.create(manifest.raw(), MediaType.get(manifest.descriptor().mediaType()));
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return ManifestGet.route(reference, base);
  }

  @Override
  public Boolean handle(Response response) {
    Reply reply = reply(response);
    String said = reply.header("Docker-Content-Digest").strip();
    if (Digest.isDigest(said)
        && said.startsWith(manifest.descriptor().digest().algorithm() + ":")
        && !said.equals(manifest.descriptor().digest().toString())) {
      throw new FailureException(
          new Failure.Broken(
              action(), subject(), "the registry kept something else: its digest is " + said));
    }
    return !reply.header("OCI-Subject").isEmpty();
  }
}
