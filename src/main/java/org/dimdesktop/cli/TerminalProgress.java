package org.dimdesktop.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/** Shows how far a copy is, a line a blob, over and over at the same place of a terminal. */
final class TerminalProgress {
  private static final int MAX_LINES = 12;
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter terminal;
  private int lines;
  private boolean ended;

  TerminalProgress(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Whether somebody looks at what goes to standard error. */
  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  static boolean isShown() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return target.startsWith("/dev/pts") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      Console console = System.console();
      return console != null && console.isTerminal();
    }
  }

  synchronized void show(Operation<?> operation) {
    Progress progress = operation.progress();
    if (ended || (progress.unit() == Unit.NONE && progress.note().isEmpty())) {
      return;
    }
    StringBuilder text = new StringBuilder(up());
    if (progress.unit() == Unit.NONE) {
      text.append(progress.note()).append('\n');
      lines = 1;
      write(text);
      return;
    }
    Progress copy = progress.unit() == Unit.STEPS ? progress.parts().getFirst() : progress;
    lines = 0;
    for (Progress blob : copy.parts()) {
      boolean moves = !blob.phase().isEnd() && blob.phase() != Phase.WAITING;
      if (moves && lines < MAX_LINES) {
        text.append(line(blob.label(), blob));
        if (!blob.note().isEmpty()) {
          text.append("  ").append(blob.note());
        }
        text.append('\n');
        lines++;
      }
    }
    String head =
        progress.unit() == Unit.STEPS
            ? progress.note() + " (" + progress.current() + " of " + progress.total() + " tags)"
            : "total";
    String note = copy.note();
    text.append(line(head, copy))
        .append(note.isEmpty() ? rate(operation) : "  " + note)
        .append('\n');
    lines++;
    write(text);
  }

  /** Why a command without an operation of its own stands still; empty once it goes on. */
  synchronized void note(String text) {
    StringBuilder shown = new StringBuilder(up()).append(text);
    lines = text.isEmpty() ? 0 : 1;
    write(text.isEmpty() ? shown : shown.append('\n'));
  }

  private void write(StringBuilder text) {
    terminal.print(text);
    terminal.flush();
  }

  /** Leaves the terminal as it was. */
  synchronized void end() {
    ended = true;
    terminal.print(up());
    terminal.flush();
  }

  private String up() {
    return lines == 0 ? "" : "\u001b[" + lines + "A" + CLEAR_BELOW;
  }

  private static String line(String label, Progress progress) {
    return String.format(
        Locale.ROOT,
        "%-14s %8s of %8s %4.0f %%",
        label,
        ByteSize.text(progress.current()),
        ByteSize.text(progress.total()),
        progress.fraction() * 100);
  }

  private static String rate(Operation<?> operation) {
    if (operation.progress().unit() != Unit.BYTES || operation.perSecond() <= 0) {
      return "";
    }
    String rate = "  " + ByteSize.text((long) operation.perSecond()) + "/s";
    return rate + operation.timeLeft().map(TerminalProgress::left).orElse("");
  }

  private static String left(Duration left) {
    return String.format(Locale.ROOT, "  %d:%02d left", left.toMinutes(), left.toSecondsPart());
  }
}
