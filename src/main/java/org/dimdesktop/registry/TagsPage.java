package org.dimdesktop.registry;

import java.util.List;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/** {@code GET /v2/<name>/tags/list}: a repository's tags. */
final class TagsPage extends ListPage {
  private final ImageReference repository;

  TagsPage(ImageReference repository, @Nullable HttpUrl next, Consumer<List<String>> onNames) {
    super("v2/" + repository.path() + "/tags/list", "tags", next, onNames);
    this.repository = repository;
  }

  @Override
  public String action() {
    return "list the tags of";
  }

  @Override
  public String subject() {
    return repository.name();
  }

  @Override
  public String registry() {
    return repository.domain();
  }

  @Override
  public String scope() {
    return Scopes.pull(repository);
  }
}
