package org.dimdesktop.registry;

import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/**
 * {@code HEAD /v2/<name>/manifests/<reference>}: a tag's digest, free of Docker Hub's pull limit.
 */
final class ManifestHead implements Endpoint<Optional<TagHead>> {
  private final ImageReference reference;

  ManifestHead(ImageReference reference) {
    this.reference = reference;
  }

  @Override
  public String action() {
    return "look up";
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
  public String method() {
    return "HEAD";
  }

  @Override
  public String accept() {
    return MediaTypes.ACCEPT;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return ManifestGet.route(reference, base);
  }

  /** Empty when the registry names no digest: an old one, whose manifest must be read instead. */
  @Override
  public Optional<TagHead> handle(Response response) {
    Reply reply = reply(response);
    String digest = reply.header("Docker-Content-Digest").strip();
    if (!Digest.isDigest(digest)) {
      return Optional.empty();
    }
    String length = reply.header("Content-Length");
    Descriptor descriptor =
        Descriptor.of(
            MediaTypes.bare(reply.header("Content-Type")),
            Digest.parse(digest),
            length.matches("\\d{1,18}") ? Long.parseLong(length) : -1);
    return Optional.of(TagHead.of(descriptor, reply.header("Last-Modified")));
  }
}
