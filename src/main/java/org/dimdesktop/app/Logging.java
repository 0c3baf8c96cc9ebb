package org.dimdesktop.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Sets logging up: everything that matters into a bounded file, warnings onto the console. */
final class Logging {
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{24} - %msg%n";

  private Logging() {}

  /** Logs into {@code file}, at most three times 5 MB; in code, for reading XML costs a start. */
  static void start(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    quietCancelledClones(context);
    root.addAppender(console(context));
    root.addAppender(file(context, file));
  }

  /** To JGit's measuring of file times the end of a clone that was cancelled is an error. */
  static void quietCancelledClones(LoggerContext context) {
    context.getLogger("org.eclipse.jgit.util.FS").setLevel(Level.OFF);
  }

  /**
   * Where few rows of a long list are left, JavaFX remarks for each step of its layout that it
   * fills a table with empty ones, on the console and on its own thread: that is nobody's business.
   * Takes a while where nothing was logged in this way yet.
   */
  static void quietToolkit() {
    Toolkit.CONTROLS.setLevel(java.util.logging.Level.WARNING);
  }

  /** Held, for a logger that nobody holds forgets its level. */
  private static final class Toolkit {
    static final java.util.logging.Logger CONTROLS =
        java.util.logging.Logger.getLogger("javafx.scene.control");
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder(context));
    ThresholdFilter warnings = new ThresholdFilter();
    warnings.setLevel("WARN");
    warnings.start();
    console.addFilter(warnings);
    console.start();
    return console;
  }

  private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path path) {
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder(context));
    FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(file);
    window.setMinIndex(1);
    window.setMaxIndex(2);
    window.setFileNamePattern(path + ".%i");
    window.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("5MB"));
    size.start();
    file.setRollingPolicy(window);
    file.setTriggeringPolicy(size);
    file.start();
    return file;
  }

  /** Lines with date, level, class and message, for whatever they go to. */
  static LayoutWrappingEncoder<ILoggingEvent> encoder(LoggerContext context) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(new Lines(context));
    encoder.start();
    return encoder;
  }

  /**
   * Is made ready for its first event, which most commands never have: to format a date, Java looks
   * through every jar for time zones, and that is a fifth of a short command's time.
   */
  private static final class Lines extends LayoutBase<ILoggingEvent> {
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable PatternLayout made;

    Lines(LoggerContext context) {
      setContext(context);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      PatternLayout known = made;
      return (known == null ? make() : known).doLayout(event);
    }

    private PatternLayout make() {
      making.lock();
      try {
        PatternLayout layout = made;
        if (layout == null) {
          layout = new PatternLayout();
          layout.setContext(getContext());
          layout.setPattern(PATTERN);
          layout.start();
          made = layout;
        }
        return layout;
      } finally {
        making.unlock();
      }
    }
  }
}
