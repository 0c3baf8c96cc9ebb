package org.dimdesktop.engine.transport;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Carries docker-java's typed commands over {@link EngineHttp}. A command that wants to write to a
 * running process is refused: docker-java closes the wrong half of such a stream, {@link
 * EngineHttp#upgrade} does not.
 */
final class OkDockerHttpClient implements DockerHttpClient {
  private final EngineHttp http;
  private final String action;
  private final String subject;

  OkDockerHttpClient(EngineHttp http, String action, String subject) {
    this.http = http;
    this.action = action;
    this.subject = subject;
  }

  @Override
  public Response execute(Request request) {
    if (request.hijackedInput() != null) {
      throw new FailureException(
          new Failure.Unsupported(action, subject, "streams are opened with upgrade()"));
    }
    // Its path is whole: encoded, and with the query.
    HttpUrl url = HttpUrl.get("http://engine" + request.path());
    EngineRequest ours =
        EngineRequest.of(request.method(), url.encodedPath().substring(1), action, subject);
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      ours = ours.withQuery(url.queryParameterName(i), value == null ? "" : value);
    }
    String type = "application/json";
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("content-type")) {
        type = header.getValue();
      } else {
        ours = ours.withHeader(header.getKey(), header.getValue());
      }
    }
    byte[] bytes = request.bodyBytes();
    InputStream stream = request.body();
    if (bytes != null) {
      ours = ours.withBody(type, out -> out.write(bytes));
    } else if (stream != null) {
      ours = ours.withBody(type, stream::transferTo);
    }
    return new Answer(http.execute(ours));
  }

  @Override
  public void close() {
    // The transport belongs to whoever made it.
  }

  private record Answer(EngineResponse response) implements Response {
    @Override
    public int getStatusCode() {
      return response.status();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      Map<String, List<String>> headers = new HashMap<>();
      String type = response.header("Content-Type");
      if (type != null) {
        headers.put("Content-Type", List.of(type));
      }
      return headers;
    }

    @Override
    public InputStream getBody() {
      return response.body();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
