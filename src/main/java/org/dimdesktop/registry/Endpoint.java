package org.dimdesktop.registry;

import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One route of the distribution API: what it asks and how its answer is read. Implementations are
 * immutable.
 *
 * @param <T> what the answer is read as
 */
interface Endpoint<T> {
  /** What is tried, as a verb phrase for failures. */
  String action();

  /** What it is tried on. */
  String subject();

  /** The registry it is sent to. */
  String registry();

  /**
   * What a token must allow: {@code repository:team/app:pull}, several with a space between; empty
   * for none.
   */
  String scope();

  /** The full address, below the registry's. */
  HttpUrl url(HttpUrl base);

  default String method() {
    return "GET";
  }

  /** What is sent; may be asked for again, after a 401 or a pause, and then begins anew. */
  default @Nullable RequestBody body() {
    return null;
  }

  /** Content-Range of a chunk and the like; most requests have none. */
  default Headers headers() {
    return Headers.of();
  }

  /** Whether its answer is waited for also after an interrupt: it opens what must be closed. */
  default boolean isAwaited() {
    return false;
  }

  default String accept() {
    return "application/json";
  }

  /** Reads a successful answer; it owns the response and closes it. */
  T handle(Response response);

  /** Reads the whole answer. */
  default Reply reply(Response response) {
    return Reply.read(response, action(), subject());
  }
}
