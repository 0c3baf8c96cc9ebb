package org.dimdesktop.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferLinesTest {
  @Test
  void eachNewWordOnALayerIsALineAndCountingOnIsNone() throws JsonProcessingException {
    String[] items = {
      "{\"status\":\"Pulling from team/app\",\"id\":\"1\"}",
      "{\"status\":\"Pulling fs layer\",\"id\":\"aa\"}",
      "{\"status\":\"Downloading\",\"id\":\"aa\",\"progressDetail\":{\"current\":1}}",
      "{\"status\":\"Downloading\",\"id\":\"aa\",\"progressDetail\":{\"current\":2}}",
      "{\"status\":\"Retrying in 2 seconds\",\"id\":\"aa\"}",
      "{\"status\":\"Retrying in 1 second\",\"id\":\"aa\"}",
      "{\"status\":\"Downloading\",\"id\":\"aa\"}",
      "{\"aux\":{\"Size\":1}}",
      "{\"status\":\"Status: Downloaded newer image\"}"
    };
    TransferLines lines = new TransferLines();
    List<String> found = new ArrayList<>();
    for (String item : items) {
      lines.of(new ObjectMapper().readTree(item)).ifPresent(found::add);
    }
    assertThat(found)
        .containsExactly(
            "1: Pulling from team/app",
            "aa: Pulling fs layer",
            "aa: Downloading",
            "aa: Retrying in 2 seconds",
            "aa: Downloading",
            "Status: Downloaded newer image");
  }
}
