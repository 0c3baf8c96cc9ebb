package org.dimdesktop.registry;

import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * A request to an open upload: {@code PUT} with the bytes or what is missing of them, {@code PATCH}
 * with a chunk, {@code GET} for what has arrived, {@code DELETE} to give it up (distribution spec,
 * "Pushing blobs").
 */
final class UploadRequest implements Endpoint<UploadRequest.Answer> {
  private final String method;
  private final ImageReference repository;
  private final Digest blob;
  private final HttpUrl location;
  private final Headers headers;
  private final @Nullable UploadBody body;

  /**
   * What the registry says of the upload.
   *
   * @param location where it goes on
   * @param received the bytes that have arrived, or -1 where it does not say
   */
  record Answer(@Nullable HttpUrl location, long received) {}

  private UploadRequest(
      String method,
      ImageReference repository,
      Digest blob,
      HttpUrl location,
      Headers headers,
      @Nullable UploadBody body) {
    this.method = method;
    this.repository = repository;
    this.blob = blob;
    this.location = location;
    this.headers = headers;
    this.body = body;
  }

  /** Sends the bytes and closes the upload. */
  static UploadRequest put(
      ImageReference repository, Digest blob, HttpUrl location, @Nullable UploadBody body) {
    HttpUrl closing = location.newBuilder().setQueryParameter("digest", blob.toString()).build();
    return new UploadRequest("PUT", repository, blob, closing, Headers.of(), body);
  }

  /** Sends the bytes from an offset on. */
  static UploadRequest patch(
      ImageReference repository, Digest blob, HttpUrl location, UploadBody body) {
    Headers range = Headers.of("Content-Range", body.contentRange());
    return new UploadRequest("PATCH", repository, blob, location, range, body);
  }

  static UploadRequest status(ImageReference repository, Digest blob, HttpUrl location) {
    return new UploadRequest("GET", repository, blob, location, Headers.of(), null);
  }

  static UploadRequest cancel(ImageReference repository, Digest blob, HttpUrl location) {
    return new UploadRequest("DELETE", repository, blob, location, Headers.of(), null);
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
    return Scopes.push(repository);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public @Nullable RequestBody body() {
    if (body != null) {
      return body;
    }
    return method.equals("PUT") ? RequestBody.EMPTY : null;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return location;
  }

  @Override
  public Answer handle(Response response) {
    Reply reply = reply(response);
    HttpUrl next =
        reply.header("Location").isEmpty()
            ? null
            : UploadStart.location(response.request().url(), reply, this);
    return new Answer(next, received(reply.header("Range")));
  }

  /** {@code 0-99} are 100 bytes; {@code 0-0}, which some say for nothing, counts as nothing. */
  private static long received(String range) {
    String text = range.startsWith("bytes=") ? range.substring("bytes=".length()) : range;
    if (!text.matches("0-\\d{1,18}")) {
      return -1;
    }
    long last = Long.parseLong(text.substring(2));
    return last == 0 ? 0 : last + 1;
  }
}
