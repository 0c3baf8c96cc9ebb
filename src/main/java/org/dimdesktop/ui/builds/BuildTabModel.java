package org.dimdesktop.ui.builds;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One opened build: its newest state, and its log as it comes. Properties change on {@code fx}. */
public final class BuildTabModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BuildTabModel.class);

  private final DimClient client;
  private final BuildsViewModel builds;
  private final Executor fx;
  private final LogStore log;
  private final StepsModel steps;
  private final ReadOnlyObjectWrapper<Build> build;
  private final ReadOnlyObjectWrapper<@Nullable Failure> logProblem = new ReadOnlyObjectWrapper<>();
  private final ChangeListener<Object> rowsChanged = (_, _, _) -> refresh();
  private @Nullable Consumer<Build> onEnd;
  private final Stop stop = new Stop();

  BuildTabModel(
      Build build,
      DimClient client,
      Path folder,
      BuildsViewModel builds,
      Executor io,
      Executor fx,
      Clock clock) {
    this.build = new ReadOnlyObjectWrapper<>(build);
    this.client = client;
    this.builds = builds;
    this.fx = fx;
    this.log = LogStore.create(folder);
    this.steps = new StepsModel(build.id(), client, io, fx, clock);
    this.build.addListener((_, _, now) -> buildChanged(now));
    builds.rowsProperty().addListener(rowsChanged);
    buildChanged(build);
    io.execute(() -> follow(build));
  }

  private void refresh() {
    builds.find(build.get().id()).ifPresent(build::set);
  }

  private void buildChanged(Build now) {
    if (now.status().isEnd()) {
      steps.ended();
      Consumer<Build> hearer = onEnd;
      if (hearer != null) {
        onEnd = null;
        hearer.accept(now);
      }
    } else {
      steps.refresh();
    }
  }

  private void follow(Build opened) {
    String id = opened.id();
    try {
      client.followLogs(id, 1, this::append, stop);
      Build ended = client.get(id);
      fx.execute(() -> build.set(ended));
    } catch (FailureException e) {
      if (!stop.isCancelled()) {
        fx.execute(() -> logProblem.set(e.failure()));
      }
    } catch (RuntimeException e) {
      Failure failure = FailureException.of(e, "follow the log of build", id);
      fx.execute(() -> logProblem.set(failure));
    } finally {
      log.end();
    }
  }

  private void append(LogLine line) {
    Instant time = line.time();
    LogStream stream =
        switch (line.stream()) {
          case STDOUT -> LogStream.STDOUT;
          case STDERR -> LogStream.STDERR;
          case SYSTEM -> LogStream.SYSTEM;
        };
    long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    log.append(stream, nanos, line.step(), line.line());
    steps.heard(line);
  }

  /** Tells {@code hearer}, once, if the build ends while it is open. On {@code fx}. */
  void onEnd(Consumer<Build> hearer) {
    onEnd = build.get().status().isEnd() ? null : hearer;
  }

  /** The build's newest state. */
  public ReadOnlyObjectProperty<Build> buildProperty() {
    return build.getReadOnlyProperty();
  }

  /** Why the log broke off for good; null while it has not. */
  public ReadOnlyObjectProperty<@Nullable Failure> logProblemProperty() {
    return logProblem.getReadOnlyProperty();
  }

  /** The build's steps. */
  public StepsModel steps() {
    return steps;
  }

  /** Where the build's daemon is. */
  URI daemon() {
    return client.address();
  }

  /** The log, which ends when the build has. */
  public LogStore log() {
    return log;
  }

  /** Stops following and deletes the copy of the log. */
  @Override
  public void close() {
    builds.rowsProperty().removeListener(rowsChanged);
    steps.close();
    stop.cancel();
    log.close();
  }

  /** Ends the reading of the log when the tab is closed. */
  private static final class Stop implements OperationContext {
    private final CopyOnWriteArrayList<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    @Override
    public void report(Progress snapshot) {}

    @Override
    public void closeOnCancel(AutoCloseable resource) {
      open.add(resource);
      if (cancelled) {
        cancel();
      }
    }

    void cancel() {
      cancelled = true;
      for (AutoCloseable resource : open) {
        try {
          resource.close();
        } catch (Exception e) {
          LOG.debug("closing a log's connection", e);
        }
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
