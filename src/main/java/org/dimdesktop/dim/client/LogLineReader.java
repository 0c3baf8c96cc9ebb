package org.dimdesktop.dim.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads log lines of JSON as the mapper does, at a fraction of its price where a line looks as the
 * daemon's do, and at next to nothing where it differs from the one before in its number and text
 * alone. Not thread-safe.
 */
final class LogLineReader {
  private static final ObjectReader MAPPER = DimJson.mapper().readerFor(LogLine.class);
  private static final JsonFactory JSON = DimJson.mapper().getFactory();

  private static final String BEGIN = "{\"seq\":";
  private static final String TEXT = ",\"line\":\"";
  private static final String END = "\"}";

  /** Numbers of so many digits are no overflow. */
  private static final int MOST_DIGITS = 18;

  /** Of the line before, what stands between its number and its text, and what it means. */
  private String middle = "";

  private @Nullable LogLine last;

  // Mostly those of the line before.
  private String timeText = "";
  private Instant time = Instant.EPOCH;
  private String step = "";

  /**
   * Reads a line.
   *
   * @return null for JSON's null
   * @throws JsonProcessingException when it is none
   */
  @Nullable LogLine read(String json) throws JsonProcessingException {
    LogLine line = likeTheLast(json);
    if (line == null) {
      line = quickly(json);
      if (line == null) {
        return MAPPER.readValue(json);
      }
      remember(json, line);
    }
    return line;
  }

  /** Null where more than the number and the text differ, or the text is escaped. */
  private @Nullable LogLine likeTheLast(String json) {
    LogLine like = last;
    if (like == null || !json.startsWith(BEGIN) || !json.endsWith(END)) {
      return null;
    }
    int at = endOfNumber(json);
    if (at < 0 || !json.startsWith(middle, at)) {
      return null;
    }
    int text = at + middle.length();
    int end = json.length() - END.length();
    for (int i = text; i < end; i++) {
      char c = json.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return null;
      }
    }
    if (end < text) {
      return null;
    }
    long seq = Long.parseLong(json, BEGIN.length(), at, 10);
    return new LogLine(seq, like.stream(), like.time(), like.step(), json.substring(text, end));
  }

  /** Where the number ends that a line begins with; -1 where it is none of JSON, or a long one. */
  private static int endOfNumber(String json) {
    int at = BEGIN.length();
    while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
      at++;
    }
    int digits = at - BEGIN.length();
    boolean zero = digits > 1 && json.charAt(BEGIN.length()) == '0';
    return digits == 0 || digits > MOST_DIGITS || zero ? -1 : at;
  }

  /** Keeps what the next line may share, where this one read that way is the same line. */
  private void remember(String json, LogLine line) {
    last = null;
    int at = json.startsWith(BEGIN) ? endOfNumber(json) : -1;
    int text = at < 0 ? -1 : json.indexOf(TEXT, at); // within a text, its quotes would be escaped
    if (text < 0) {
      return;
    }
    middle = json.substring(at, text + TEXT.length());
    last = line;
    if (!line.equals(likeTheLast(json))) {
      last = null;
    }
  }

  /** Null where a line looks otherwise. */
  private @Nullable LogLine quickly(String json) {
    try (JsonParser in = JSON.createParser(json)) {
      long seq = -1;
      LogStream stream = null;
      Instant at = null;
      String name = null;
      String text = null;
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        JsonToken value = in.nextToken();
        boolean isText = value == JsonToken.VALUE_STRING;
        if (field.equals("seq") && value == JsonToken.VALUE_NUMBER_INT && seq < 0) {
          seq = in.getLongValue();
        } else if (field.equals("stream") && isText && stream == null) {
          stream = LogStream.ofWire(in.getText());
        } else if (field.equals("time") && isText && at == null) {
          at = time(in.getText());
        } else if (field.equals("step") && isText && name == null) {
          name = step(in.getText());
        } else if (field.equals("line") && isText && text == null) {
          text = in.getText();
        } else if (!field.equals("step") || value != JsonToken.VALUE_NULL || name != null) {
          return null;
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT
          || seq < 0
          || stream == null
          || at == null
          || text == null) {
        return null;
      }
      return new LogLine(seq, stream, at, name, text);
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      return null; // the mapper says what is wrong
    }
  }

  private Instant time(String text) {
    if (!text.equals(timeText)) {
      time = Instant.parse(text);
      timeText = text;
    }
    return time;
  }

  private String step(String text) {
    if (!text.equals(step)) {
      step = text;
    }
    return step;
  }
}
