package org.dimdesktop.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine's HTTP API by way of curl, so that what prepares a test shares no code with what the
 * test is about. Paths carry no version: every engine then speaks its own.
 */
public final class EngineApi {
  private final List<String> curl;
  private final String base;

  public EngineApi(URI engine) {
    switch (engine.getScheme()) {
      case "unix" -> {
        curl = List.of("curl", "-sS", "--fail-with-body", "--unix-socket", engine.getPath());
        base = "http://engine";
      }
      case "tcp", "http" -> {
        curl = List.of("curl", "-sS", "--fail-with-body");
        base = "http://" + engine.getAuthority();
      }
      default -> throw new AssertionError("tests cannot prepare images on " + engine);
    }
  }

  public String get(String path) {
    return call(path);
  }

  public String delete(String path) {
    return call(path, "-X", "DELETE");
  }

  public String post(String path, String... curlArguments) {
    List<String> arguments = new ArrayList<>(List.of("-X", "POST"));
    arguments.addAll(List.of(curlArguments));
    return call(path, arguments.toArray(String[]::new));
  }

  public String postJson(String path, String json) {
    return post(path, "-H", "Content-Type: application/json", "--data-binary", json);
  }

  public String postTar(String path, Path tar) {
    return post(path, "-H", "Content-Type: application/x-tar", "-T", tar.toString());
  }

  private String call(String path, String... arguments) {
    List<Object> words = new ArrayList<>(curl);
    words.addAll(List.of(arguments));
    words.add(base + path);
    String answer = Command.of(words.toArray()).run();
    // Progress streams tell their failures inside of an HTTP 200.
    if (answer.contains("\"errorDetail\"")) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer;
  }
}
