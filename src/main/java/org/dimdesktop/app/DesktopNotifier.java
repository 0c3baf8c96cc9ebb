package org.dimdesktop.app;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.dimdesktop.ui.common.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of the desktop by {@code notify-send}; where there is none, of the program's own.
 */
final class DesktopNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopNotifier.class);
  private static final int PATIENCE_SECONDS = 5;

  private final String command;
  private final BooleanSupplier inFront;
  private final BiConsumer<String, String> own;
  private final Executor io;
  private final Executor fx;

  /**
   * A notifier.
   *
   * @param command the program that shows a notification, {@code notify-send} or a path to it
   * @param inFront whether the program has the focus; asked on the JavaFX thread
   * @param own shows a notification where the command cannot; called on the JavaFX thread
   */
  DesktopNotifier(
      String command,
      BooleanSupplier inFront,
      BiConsumer<String, String> own,
      Executor io,
      Executor fx) {
    this.command = command;
    this.inFront = inFront;
    this.own = own;
    this.io = io;
    this.fx = fx;
  }

  @Override
  public void tell(String title, String text) {
    if (!inFront.getAsBoolean()) {
      io.execute(() -> {
        if (!send(title, text)) {
          fx.execute(() -> own.accept(title, text));
        }
      });
    }
  }

  private boolean send(String title, String text) {
    try {
      Process process =
          new ProcessBuilder(command, "--app-name=Dim Desktop", "--", title, text)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroy();
    } catch (IOException e) {
      LOG.debug("no desktop notification: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
