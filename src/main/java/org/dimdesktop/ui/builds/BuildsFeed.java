package org.dimdesktop.ui.builds;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.client.BuildListener;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Subscription;

/**
 * Keeps a {@link BuildBook} true: every time the daemon's event stream opens, all builds are listed
 * once, and from then on events patch them.
 */
final class BuildsFeed implements BuildListener, AutoCloseable {
  private static final int MAX_PAGES = 10;

  private final DimClient client;
  private final BuildBook book;
  private final Runnable changed;
  private final Runnable live;
  private final Consumer<Failure> lost;
  private final Subscription subscription;

  BuildsFeed(
      DimClient client,
      BuildBook book,
      Executor io,
      Runnable changed,
      Runnable live,
      Consumer<Failure> lost) {
    this.client = client;
    this.book = book;
    this.changed = changed;
    this.live = live;
    this.lost = lost;
    this.subscription = client.events(this, null, io);
  }

  @Override
  public void connected() {
    try {
      BuildQuery query = BuildQuery.newest();
      for (int page = 0; page < MAX_PAGES; page++) {
        BuildPage builds = client.list(query);
        book.putAll(builds.builds());
        String next = builds.nextCursor();
        if (next == null) {
          break;
        }
        query = query.at(next);
      }
    } catch (FailureException e) {
      lost.accept(e.failure());
      return;
    }
    changed.run();
    live.run();
  }

  @Override
  public void changed(Build build) {
    if (book.put(build)) {
      changed.run();
    }
  }

  @Override
  public void disconnected(Failure why) {
    lost.accept(why);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
