package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v2/<name>/blobs/uploads/}, also with {@code mount} and {@code from}: opens an
 * upload, or takes the blob from another repository of the same registry.
 */
final class UploadStart implements Endpoint<UploadStart.Answer> {
  private final ImageReference repository;
  private final Digest blob;
  private final @Nullable ImageReference from;

  /**
   * What was opened.
   *
   * @param location where to send the bytes to; null when the registry has the blob already
   * @param leastChunk the bytes that a chunk must have at least, unless it is the last; 0 for any
   */
  record Answer(@Nullable HttpUrl location, long leastChunk) {}

  UploadStart(ImageReference repository, Digest blob, @Nullable ImageReference from) {
    this.repository = repository;
    this.blob = blob;
    this.from = from;
  }

  @Override
  public String action() {
    return "upload";
  }

  @Override
  public String subject() {
    return repository.name() + "@" + blob;
  }

  @Override
  public String registry() {
    return repository.domain();
  }

  @Override
  public String scope() {
    return from == null ? Scopes.push(repository) : Scopes.mount(from, repository);
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public boolean isAwaited() {
    return true;
  }

  @Override
  public RequestBody body() {
    return RequestBody.EMPTY;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    HttpUrl.Builder url =
        base.newBuilder().addPathSegments("v2/" + repository.path() + "/blobs/uploads/");
    if (from != null) {
      url.addQueryParameter("mount", blob.toString()).addQueryParameter("from", from.path());
    }
    return url.build();
  }

  @Override
  public Answer handle(Response response) {
    Reply reply = reply(response);
    if (reply.status() == 201) {
      return new Answer(null, 0);
    }
    String least = reply.header("OCI-Chunk-Min-Length").strip();
    return new Answer(
        location(response.request().url(), reply, this),
        least.matches("\\d{1,12}") ? Long.parseLong(least) : 0);
  }

  /** The address that an upload goes on at: it may be relative, and its query is to be kept. */
  static HttpUrl location(HttpUrl asked, Reply reply, Endpoint<?> endpoint) {
    HttpUrl to = asked.resolve(reply.header("Location"));
    if (reply.header("Location").isEmpty() || to == null) {
      throw new FailureException(
          new Failure.Broken(
              endpoint.action(), endpoint.subject(), "the registry does not say where to upload"));
    }
    if (asked.isHttps() && !to.isHttps()) {
      throw new FailureException(
          new Failure.Broken(
              endpoint.action(),
              endpoint.subject(),
              "the registry wants the upload at " + to.host() + " without encryption"));
    }
    return to;
  }
}
