package org.dimdesktop.registry;

import java.util.List;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/_catalog}: a registry's repositories; many registries refuse it. */
final class CatalogPage extends ListPage {
  private final String registry;

  CatalogPage(String registry, @Nullable HttpUrl next, Consumer<List<String>> onNames) {
    super("v2/_catalog", "repositories", next, onNames);
    this.registry = registry;
  }

  @Override
  public String action() {
    return "list the repositories of";
  }

  @Override
  public String subject() {
    return registry;
  }

  @Override
  public String registry() {
    return registry;
  }

  @Override
  public String scope() {
    return "registry:catalog:*";
  }
}
