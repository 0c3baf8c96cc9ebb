package org.dimdesktop.dim.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one build's log; the sequence numbers see to it that no line is lost or comes twice. */
final class BuildLogs {
  private static final Logger LOG = LoggerFactory.getLogger(BuildLogs.class);
  private static final String ACTION = "read the log of build";

  private final DimHttp http;
  private final String id;
  private final Consumer<LogLine> lines;
  private final LogLineReader reader = new LogLineReader();
  private long next;
  private @Nullable BuildStatus end;
  private int attemptsWithoutNews;

  BuildLogs(DimHttp http, String id, long fromSeq, Consumer<LogLine> lines) {
    this.http = http;
    this.id = id;
    this.next = Math.max(1, fromSeq);
    this.lines = lines;
  }

  /** Reads what is stored. */
  void stored(OperationContext ctx) {
    Call call = http.stream(request(false), Duration.ofSeconds(30));
    ctx.closeOnCancel(call::cancel);
    try (Response response = call.execute()) {
      if (!response.isSuccessful()) {
        throw ApiFailures.ofAnswer(ACTION, id, response);
      }
      var in =
          new BufferedReader(
              new InputStreamReader(response.body().byteStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("{\"final_status\"")) {
          accept(line);
        }
      }
    } catch (IOException e) {
      throw ApiFailures.ofConnection(ACTION, id, e, ctx.isCancelled());
    }
  }

  /**
   * Reads on until the build has ended.
   *
   * @param patience how often in a row the daemon may be gone without news before this gives up
   * @param cut hears once of every time the connection was lost
   */
  BuildStatus follow(OperationContext ctx, int patience, Consumer<Failure> cut) {
    EventStream stream = new EventStream(http, ACTION, id);
    ctx.closeOnCancel(stream);
    stream.read(null, _ -> request(true), new FollowSink(patience, cut));
    return java.util.Objects.requireNonNull(end);
  }

  private Request.Builder request(boolean follow) {
    return http.request(
        http.api("builds", id, "logs")
            .addQueryParameter("from_seq", Long.toString(next))
            .addQueryParameter("follow", Boolean.toString(follow)));
  }

  /** A line that cannot be read is passed over: asked for again it would be no better. */
  private void accept(String json) {
    LogLine line = null;
    try {
      line = reader.read(json);
    } catch (JsonProcessingException e) {
      LOG.debug("{} {}", ACTION, id, e);
    }
    if (line == null) { // also the word "null" is JSON
      LOG.warn("{} {}: {} characters are no line of a log", ACTION, id, json.length());
    } else if (line.seq() >= next) {
      next = line.seq() + 1;
      lines.accept(line);
    }
  }

  private final class FollowSink implements EventStream.Sink {
    private final int patience;
    private final Consumer<Failure> cut;

    FollowSink(int patience, Consumer<Failure> cut) {
      this.patience = patience;
      this.cut = cut;
    }

    @Override
    public boolean event(@Nullable String type, String data) {
      attemptsWithoutNews = 0;
      if ("final".equals(type)) {
        end = status(data);
        return false;
      }
      if ("log".equals(type)) {
        accept(data);
      }
      return true;
    }

    /** To ask again would not help: the stream would end in the same words. */
    private BuildStatus status(String data) {
      try {
        String word = DimJson.mapper().readTree(data).path("status").asText();
        Optional<BuildStatus> known = BuildStatus.ofWire(word);
        if (known.isPresent()) {
          return known.get();
        }
      } catch (JsonProcessingException e) {
        LOG.warn("{} {}: the last event is not JSON", ACTION, id);
      }
      throw new FailureException(
          new Failure.Unsupported(
              ACTION, id, "the daemon ended the log with a status that is not known here"));
    }

    @Override
    public boolean lost(Failure why) {
      if (++attemptsWithoutNews == 1) {
        cut.accept(why);
      }
      return attemptsWithoutNews <= patience;
    }
  }
}
