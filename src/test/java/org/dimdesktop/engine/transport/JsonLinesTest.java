package org.dimdesktop.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  @TempDir Path dir;

  private static final EngineRequest PULL = EngineRequest.post("images/create", "pull", "a/b:1");

  @Test
  void linesThatAreNotJsonArePassedOver() {
    String lines =
        "{\"n\":1}\r\nnonsense\r\n\r\n{\"n\":\r\n[3]\n\u0001\u0002\n"
            + "\0\0\0{\0\n{\0\0\0\0\n{\"n\":2}"; // some of it as if it were UTF-32
    List<Integer> read = new ArrayList<>();
    try (ScriptedEngine engine = new ScriptedEngine(dir, "OK", lines);
        EngineConnection connection = new EngineConnection(EngineEndpoint.of(engine.host()));
        JsonStream items = connection.execute(PULL).jsonStream()) {
      for (JsonNode item = items.nextOrFail(); item != null; item = items.nextOrFail()) {
        read.add(item.path("n").asInt());
      }
    }
    assertThat(read).containsExactly(1, 2);
  }

  @Test
  void anErrorAfterSuccessIsTheFailureItStandsFor() {
    String lines =
        """
        {"status":"x"}
        {"errorDetail":{"message":"write /x: no space left on device"}}
        """;
    try (ScriptedEngine engine = new ScriptedEngine(dir, "OK", lines);
        EngineConnection connection = new EngineConnection(EngineEndpoint.of(engine.host()));
        JsonStream items = connection.execute(PULL).jsonStream()) {
      assertThat(items.nextOrFail()).isNotNull();
      assertThatThrownBy(items::nextOrFail)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.DiskFull.class));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>a web server</html>", "\0\0\0{\0", "{\0\0\0\0"})
  void whatIsNoEngineIsSaidToBeNone(String page) {
    try (ScriptedEngine engine = new ScriptedEngine(dir, "OK", page);
        EngineConnection connection = new EngineConnection(EngineEndpoint.of(engine.host()))) {
      assertThatThrownBy(() -> connection.execute(PULL).json())
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Broken.class));
    }
  }
}
