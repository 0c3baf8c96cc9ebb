package org.dimdesktop.log;

/** Where a log line came from. */
public enum LogStream {
  STDOUT(0),
  STDERR(1),
  /** Said by this application or the build daemon, not by the program whose log it is. */
  SYSTEM(2);

  private final int code;

  LogStream(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static LogStream of(int code) {
    return switch (code) {
      case 0 -> STDOUT;
      case 1 -> STDERR;
      default -> SYSTEM;
    };
  }
}
