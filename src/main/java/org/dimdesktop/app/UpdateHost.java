package org.dimdesktop.app;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.settings.ApiState;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.api.AutoToggles;
import org.dimdesktop.updates.api.QuietHours;
import org.dimdesktop.updates.api.UpdateDesk;
import org.dimdesktop.updates.api.UpdatesServer;
import org.dimdesktop.updates.apply.StepRelay;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.notice.Notice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates of the engine in use inside the desktop: on their own, and by the HTTP API, as the
 * settings say.
 */
final class UpdateHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateHost.class);
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final Supplier<Updates> maker;
  private final SettingsStore settings;
  private final Executor io;
  private final Executor fx;
  private final StepRelay steps;
  private final ReadOnlyObjectWrapper<ApiState> api =
      new ReadOnlyObjectWrapper<>(new ApiState.Off());
  private @Nullable Updates updates;
  private @Nullable Subscription following;
  private @Nullable UpdateHabits running;
  private @Nullable UpdateDesk desk;
  private @Nullable UpdatesServer server;
  private Consumer<Notice> told = _ -> {};
  private boolean closed;

  /**
   * Does nothing yet.
   *
   * @param folder where journals, logs and toggles are kept
   * @param maker makes the updates of the engine in use, on its first use
   */
  UpdateHost(
      Path folder,
      Supplier<Updates> maker,
      StepRelay steps,
      SettingsStore settings,
      Executor io,
      Executor fx) {
    this.folder = folder;
    this.maker = maker;
    this.steps = steps;
    this.settings = settings;
    this.io = io;
    this.fx = fx;
  }

  /** Does as the settings say from now on; tells what it did on its own, on the updating thread. */
  void start(Consumer<Notice> notices) {
    told = notices;
    following = settings.onChange(_ -> io.execute(this::follow));
    io.execute(this::follow);
  }

  private synchronized void follow() {
    UpdateHabits habits = settings.get().updates();
    if (closed || habits.equals(running)) {
      return;
    }
    end();
    running = habits;
    if (!habits.automatic() && !habits.serve()) {
      return;
    }
    try {
      UpdateDesk made =
          new UpdateDesk(
              updates(),
              folder,
              new UpdateDesk.Settings(
                  Duration.ofHours(habits.hours()),
                  quiet(habits),
                  habits.maxAgeDays() == 0 ? null : Duration.ofDays(habits.maxAgeDays()),
                  UpdateOptions.DEFAULTS),
              Clock.system(ZoneId.systemDefault()),
              told);
      desk = made;
      if (habits.automatic()) {
        made.start();
      }
      if (habits.serve()) {
        serve(made, habits.port());
      }
    } catch (RuntimeException e) {
      LOG.error("updates on their own", e);
    }
  }

  private static QuietHours quiet(UpdateHabits habits) {
    return habits.quiet().isEmpty() ? QuietHours.NONE : QuietHours.parse(habits.quiet());
  }

  private void serve(UpdateDesk made, int port) {
    UpdatesServer next = new UpdatesServer(made, null, List.of(), Clock.systemUTC());
    try {
      int bound = next.start(HOST, port);
      server = next;
      tell(new ApiState.Listening(bound));
    } catch (RuntimeException e) {
      LOG.warn("the HTTP API of updates at port {}: {}", port, e.getMessage());
      tell(new ApiState.Failed(String.valueOf(e.getMessage())));
    }
  }

  private void tell(ApiState state) {
    fx.execute(() -> api.set(state));
  }

  private void end() {
    UpdatesServer oldServer = server;
    UpdateDesk oldDesk = desk;
    server = null;
    desk = null;
    if (oldServer != null) {
      oldServer.close();
      tell(new ApiState.Off());
    }
    if (oldDesk != null) {
      oldDesk.close(); // an update that runs goes to its end
    }
  }

  /** The updates of the engine in use; the first call makes a folder. */
  synchronized Updates updates() {
    Updates made = updates;
    if (made == null) {
      made = maker.get();
      updates = made;
    }
    return made;
  }

  /** Which containers are updated on their own. */
  AutoToggles toggles() {
    return new AutoToggles(folder.resolve("auto.json"));
  }

  /** Tells of the steps of updates. */
  StepRelay steps() {
    return steps;
  }

  /** Whether the HTTP API is served; changes on the JavaFX thread. */
  ReadOnlyObjectProperty<ApiState> apiProperty() {
    return api.getReadOnlyProperty();
  }

  /** Ends what it serves; an update that runs on its own goes to its end. */
  @Override
  public synchronized void close() {
    closed = true;
    if (following != null) {
      following.close();
    }
    end();
  }
}
