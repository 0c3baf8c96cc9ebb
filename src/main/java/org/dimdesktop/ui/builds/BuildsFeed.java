package org.dimdesktop.ui.builds;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.client.BuildListener;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Subscription;

/**
 * Keeps a {@link BuildBook} true: every time the daemon's event stream opens, the newest builds are
 * listed once, and from then on events patch them.
 */
final class BuildsFeed implements BuildListener, AutoCloseable {
  private final BuildsHistory history;
  private final BuildBook book;
  private final Runnable changed;
  private final Runnable live;
  private final Consumer<Failure> lost;
  private final Subscription subscription;

  BuildsFeed(
      DimClient client,
      BuildsHistory history,
      BuildBook book,
      Executor io,
      Runnable changed,
      Runnable live,
      Consumer<Failure> lost) {
    this.history = history;
    this.book = book;
    this.changed = changed;
    this.live = live;
    this.lost = lost;
    this.subscription = client.events(this, null, io);
  }

  @Override
  public void connected() {
    try {
      history.restart();
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
