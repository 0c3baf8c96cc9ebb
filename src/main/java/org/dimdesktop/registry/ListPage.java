package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A page of names: what {@code _catalog} and {@code tags/list} have in common. */
abstract class ListPage implements Endpoint<Page> {
  /** A hint: registries give fewer as they like. */
  private static final String PAGE_SIZE = "1000";

  private final String path;
  private final String field;
  private final @Nullable HttpUrl next;

  ListPage(String path, String field, @Nullable HttpUrl next) {
    this.path = path;
    this.field = field;
    this.next = next;
  }

  @Override
  public HttpUrl url(HttpUrl base) {
    return next != null
        ? next
        : base.newBuilder().addPathSegments(path).addQueryParameter("n", PAGE_SIZE).build();
  }

  @Override
  public Page handle(Response response) {
    Reply reply = reply(response);
    List<String> names = new ArrayList<>();
    JsonNode list = reply.json(action(), subject()).path(field);
    list.forEach(name -> names.add(name.asText())); // null where there are none
    return new Page(names, NextLink.of(response, this));
  }
}
