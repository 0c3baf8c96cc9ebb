package org.dimdesktop.ui.shell;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TimeText;
import org.jspecify.annotations.Nullable;

/** How things stand with the engine, in the words of the window's header. */
public final class ConnectionViewModel {
  /** How the state is coloured. */
  enum Tone {
    WORKING,
    GOOD,
    STALE,
    BAD
  }

  /**
   * What the header shows.
   *
   * @param context the name of the engine's context
   * @param text one short line
   * @param detail more, for the tooltip
   */
  record View(Tone tone, String context, String text, String detail) {}

  private final Supplier<List<EngineEndpoint>> contexts;
  private final Consumer<EngineEndpoint> switchTo;
  private final Executor io;
  private final Executor fx;
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<View> view;
  private @Nullable EngineStatus status;
  private boolean ticking;

  /**
   * Knows nothing of an engine until {@link #update}.
   *
   * @param contexts reads all contexts; called on {@code io}
   * @param switchTo leaves the present engine for another; called on {@code io}
   */
  public ConnectionViewModel(
      Supplier<List<EngineEndpoint>> contexts,
      Consumer<EngineEndpoint> switchTo,
      Executor io,
      Executor fx,
      InstantSource clock) {
    this.contexts = contexts;
    this.switchTo = switchTo;
    this.io = io;
    this.fx = fx;
    this.clock = clock;
    view =
        new ReadOnlyObjectWrapper<>(
            new View(Tone.WORKING, "", Strings.get("shell.engine.connecting"), ""));
  }

  /** Takes the newest status; callable on any thread. */
  public void update(EngineStatus newest) {
    fx.execute(() -> {
      status = newest;
      refresh();
    });
  }

  ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /** Reads the contexts and gives them to {@code shown} on the JavaFX thread. */
  void readContexts(Consumer<List<EngineEndpoint>> shown) {
    io.execute(() -> {
      List<EngineEndpoint> all = contexts.get();
      fx.execute(() -> shown.accept(all));
    });
  }

  /** Switches to another engine. */
  void choose(EngineEndpoint endpoint) {
    io.execute(() -> switchTo.accept(endpoint));
  }

  private void refresh() {
    EngineStatus now = status;
    if (now == null) {
      return;
    }
    view.set(viewOf(now));
    if (now instanceof EngineStatus.Lost && !ticking) {
      ticking = true; // only while the age on show grows
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, fx)
          .execute(() -> {
            ticking = false;
            refresh();
          });
    }
  }

  private View viewOf(EngineStatus now) {
    return switch (now) {
      case EngineStatus.Connecting s ->
          new View(
              Tone.WORKING,
              s.endpoint().name(),
              Strings.get("shell.engine.connecting"),
              s.endpoint().host().toString());
      case EngineStatus.Connected s ->
          new View(
              Tone.GOOD,
              s.endpoint().name(),
              Strings.get("shell.engine.connected", s.engineVersion()),
              Strings.get(
                  "shell.engine.connected.detail",
                  s.endpoint().host().toString(),
                  s.endpoint().source(),
                  s.apiVersion(),
                  s.os(),
                  s.architecture()));
      case EngineStatus.Lost s ->
          new View(
              Tone.STALE,
              s.endpoint().name(),
              Strings.get("shell.engine.lost", TimeText.ago(s.lastSynced(), clock.instant())),
              s.endpoint().host() + "\n" + s.failure().cause());
      case EngineStatus.NoEngine s ->
          new View(
              Tone.BAD,
              s.endpoint() == null ? "" : s.endpoint().name(),
              Strings.get("shell.engine.none"),
              s.failure().cause()
                  + s.attempts().stream()
                      .map(a -> "\n• " + a.description() + ": " + a.reason())
                      .collect(Collectors.joining()));
    };
  }
}
