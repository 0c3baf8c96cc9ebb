package org.dimdesktop.ui.builds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.jspecify.annotations.Nullable;

/** The builds of one repository, image and tag, newest first. Properties change on {@code fx}. */
final class AttemptsModel {
  private static final int MOST = 50;
  private static final int MAX_PAGES = 5;

  private final Build build;
  private final DimClient client;
  private final DetailLoader loader;
  private final ReadOnlyObjectWrapper<List<AttemptRow>> rows =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable Failure> problem = new ReadOnlyObjectWrapper<>();

  AttemptsModel(Build build, DimClient client, Executor io, Executor fx) {
    this.build = build;
    this.client = client;
    this.loader = new DetailLoader(io, fx, "list the attempts of");
  }

  /** Asks the daemon; an answer that is still on its way is dropped. */
  void load() {
    loader.load(
        build.imageAndTag(),
        this::read,
        found -> {
          problem.set(null);
          rows.set(AttemptRow.of(found, Instant.now()));
        },
        problem::set);
  }

  private List<Build> read() {
    List<Build> found = new ArrayList<>();
    BuildQuery query = new BuildQuery(null, build.image(), build.repo(), null, 200, null);
    for (int i = 0; i < MAX_PAGES && found.size() < MOST; i++) {
      BuildPage page = client.list(query);
      page.builds().stream().filter(b -> b.tag().equals(build.tag())).forEach(found::add);
      String next = page.nextCursor();
      if (next == null) {
        break;
      }
      query = query.at(next);
    }
    return found.subList(0, Math.min(MOST, found.size()));
  }

  /** The attempts, at most 50. */
  ReadOnlyObjectProperty<List<AttemptRow>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Why they could not be listed; null when all is well. */
  ReadOnlyObjectProperty<@Nullable Failure> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  void close() {
    loader.cancel();
  }
}
