package org.dimdesktop.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The names of build steps, each kept once; at most 65,535 of them, further ones are not kept. */
final class LogSteps {

  private static final int MOST = 0xffff;

  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private final List<String> names = new CopyOnWriteArrayList<>();

  /** The code of a step, 0 for none; called under the store's lock. */
  int code(@Nullable String step) {
    if (step == null) {
      return 0;
    }
    Integer known = codes.get(step);
    if (known != null) {
      return known;
    }
    if (names.size() == MOST) {
      return 0;
    }
    names.add(step);
    codes.put(step, names.size());
    return names.size();
  }

  /** The record that stands at {@code at} in the buffer. */
  LogRecord decode(long line, byte[] buffer, int at) {
    int step = LogFormat.step(buffer, at);
    return new LogRecord(
        line,
        LogFormat.nanos(buffer, at),
        LogFormat.stream(buffer, at),
        step == 0 ? null : names.get(step - 1),
        text(buffer, at),
        LogFormat.continued(buffer, at));
  }

  static String text(byte[] buffer, int at) {
    return new String(
        buffer, at + LogFormat.HEADER, LogFormat.length(buffer, at), StandardCharsets.UTF_8);
  }
}
