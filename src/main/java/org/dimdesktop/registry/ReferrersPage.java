package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/<name>/referrers/<digest>}: a page of what refers to a manifest. */
final class ReferrersPage implements Endpoint<Optional<HttpUrl>> {
  private final ImageReference repository;
  private final Digest subject;
  private final @Nullable HttpUrl next;
  private final Consumer<List<Referrer>> onReferrers;

  ReferrersPage(
      ImageReference repository,
      Digest subject,
      @Nullable HttpUrl next,
      Consumer<List<Referrer>> onReferrers) {
    this.repository = repository;
    this.subject = subject;
    this.next = next;
    this.onReferrers = onReferrers;
  }

  @Override
  public String action() {
    return "list what refers to";
  }

  @Override
  public String subject() {
    return repository.withDigest(subject).toString();
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
    return MediaTypes.OCI_INDEX;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return next != null
        ? next
        : base.newBuilder()
            .addPathSegments("v2/" + repository.path() + "/referrers")
            .addPathSegment(subject.toString())
            .build();
  }

  @Override
  public Optional<HttpUrl> handle(Response response) {
    List<Referrer> found = new ArrayList<>();
    try {
      for (JsonNode entry : reply(response).json(action(), subject()).path("manifests")) {
        found.add(Referrer.parse(entry));
      }
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          new Failure.Broken(action(), subject(), "the list is malformed: " + e.getMessage()));
    }
    onReferrers.accept(found);
    return Optional.ofNullable(NextLink.of(response, this));
  }
}
