package org.dimdesktop.app;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.ActionRegistry;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.ErrorReporter;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * The desktop's life: opens the window and ends in order. With the system property {@code
 * dim.train=true} it shows every view once and ends by itself with 0, for the start-up cache.
 */
public final class Desktop extends Application {
  /** JavaFX makes the instance itself and hands nothing over: the way from the one to the other. */
  private static @Nullable CompletableFuture<Services> early;

  private @Nullable Wiring wiring;
  private @Nullable Stage window;

  /** Opens the desktop; returns when its window was closed. */
  public static void launchDesktop(String[] args) {
    early = CompletableFuture.supplyAsync(Desktop::services);
    launch(Desktop.class, args);
  }

  /** What needs no toolkit: made, and the engine asked, while JavaFX opens the display. */
  private static Services services() {
    AppDirs dirs = AppDirs.ofUser();
    Logging.start(dirs.state().resolve("dim-desktop.log"));
    var _ = Strings.get("app.name"); // reads them all, which the JavaFX thread would have to do
    return Services.started(dirs, Wiring.User.current());
  }

  @Override
  public void start(Stage stage) {
    Services services = Objects.requireNonNull(early, "launchDesktop").join();
    Wiring parts = new Wiring(AppDirs.ofUser(), services, stage, this::browse);
    wiring = parts;
    window = stage;
    Thread.setDefaultUncaughtExceptionHandler(new ErrorReporter(parts.fx(), parts.dialogs()));
    parts
        .actions()
        .add(
            ActionRegistry.Menu.FILE,
            Action.of("app.quit", "shell.quit", Feather.LOG_OUT, () -> quit(stage))
                .withKey("Shortcut+Q"));
    stage.setOnCloseRequest(event -> mayClose(parts, event));
    parts.window().open(stage);
    ReadyMark.watch(stage.getScene());
    if (Boolean.getBoolean("dim.train")) {
      new Training(parts.window(), parts.fx(), Platform::exit).start();
    } else {
      services.io.execute(Logging::quietToolkit);
      new IdleWork(parts.window()).start();
    }
  }

  private void browse(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme();
    switch (scheme.toLowerCase(Locale.ROOT)) {
      case "http", "https" -> getHostServices().showDocument(address.toString());
      default -> throw new IllegalArgumentException("not a web address: " + address);
    }
  }

  private static void quit(Stage stage) {
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  private static void mayClose(Wiring parts, WindowEvent event) {
    long operations = parts.running();
    int builds = parts.runningBuilds();
    if (operations + builds > 0
        && !parts
            .dialogs()
            .confirm(
                new Dialogs.Question(
                    Strings.get("shell.quit.title"),
                    Strings.get("shell.quit.message", operations, builds),
                    Strings.get("shell.quit.yes"),
                    true))) {
      event.consume();
      return;
    }
    Platform.exit();
  }

  @Override
  public void stop() {
    Wiring parts = wiring;
    if (parts != null) {
      Stage stage = window;
      if (stage != null) {
        stage.hide(); // what ends may take seconds: not in sight, in a window that does not answer
      }
      parts.close();
    }
  }
}
