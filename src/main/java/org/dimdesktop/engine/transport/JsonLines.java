package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON item a line, as every streaming endpoint of the engine sends them. */
final class JsonLines implements JsonStream {
  private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LINE = 64 * 1024 * 1024;

  private final OkResponse response;
  private final LineReader lines;

  JsonLines(OkResponse response) {
    this.response = response;
    this.lines = new LineReader(response.body(), MAX_LINE);
  }

  @Override
  public @Nullable JsonNode next() {
    try {
      while (lines.next()) {
        try {
          JsonNode item = JSON.readTree(lines.buffer(), lines.start(), lines.length());
          if (item != null && item.isObject()) {
            return item;
          }
          if (item != null && !item.isMissingNode()) {
            LOG.debug("{}: an item of the stream is not an object", response.action());
          }
        } catch (JsonProcessingException | CharConversionException e) {
          LOG.debug("{}: a line of {} bytes is not JSON", response.action(), lines.length());
        }
      }
      return null;
    } catch (IOException e) {
      throw response.failed(e);
    }
  }

  @Override
  public @Nullable JsonNode nextOrFail() {
    JsonNode item = next();
    if (item == null) {
      return null;
    }
    String message = item.path("errorDetail").path("message").asText("");
    if (message.isEmpty()) {
      message = item.path("error").asText("");
    }
    if (!message.isEmpty()) {
      throw new FailureException(
          EngineErrors.inBand(response.action(), response.subject(), message));
    }
    return item;
  }

  @Override
  public void close() {
    response.close();
  }
}
