package org.dimdesktop.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A page of names: what {@code _catalog} and {@code tags/list} have in common. Names are handed out
 * while the page still arrives; its answer is where the registry says the next one is.
 */
abstract class ListPage implements Endpoint<Optional<HttpUrl>> {
  /** A hint: registries give fewer as they like, and distribution 2 gives all tags at once. */
  private static final String PAGE_SIZE = "1000";

  private final String path;
  private final String field;
  private final @Nullable HttpUrl next;
  private final Consumer<List<String>> onNames;

  ListPage(String path, String field, @Nullable HttpUrl next, Consumer<List<String>> onNames) {
    this.path = path;
    this.field = field;
    this.next = next;
    this.onNames = onNames;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return next != null
        ? next
        : base.newBuilder().addPathSegments(path).addQueryParameter("n", PAGE_SIZE).build();
  }

  @Override
  public Optional<HttpUrl> handle(Response response) {
    new NamesReader(field, onNames, action(), subject()).read(response);
    return Optional.ofNullable(NextLink.of(response, this));
  }
}
