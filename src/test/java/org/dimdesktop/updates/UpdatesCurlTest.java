package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.api.UpdatesServer.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the API's reference, run by curl as they stand there, but for its address, its
 * container and its image.
 */
class UpdatesCurlTest {
  private static final String ADDRESS = "http://localhost:8099";
  private static final String CONTAINER = "3d4c5b6a7f8e";
  private static final String IMAGE = "nginx:latest";

  @TempDir Path folder;

  /** What the commands stand for here. */
  private record Here(String address, String container, String image) {
    String run(String command) {
      List<String> words = new ArrayList<>(List.of("curl", "-sS"));
      String mine =
          command
              .replace(ADDRESS, address)
              .replace(CONTAINER, container)
              .replace(IMAGE, image)
              .replaceFirst("^curl ", "");
      words.addAll(List.of(mine.split(" ")));
      try {
        Process curl = new ProcessBuilder(words).redirectErrorStream(true).start();
        curl.getOutputStream().close();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(said).isZero();
        return said;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void theExamplesAnswerAsTheReferenceSays() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served =
            new ServedUpdates(stand, folder, ServedUpdates.seldom(), null, _ -> {})) {
      String image = stand.publishAndPull("nginx", UpdateStand.service());
      String name = stand.start("nginx", image, "{}");
      String local = RegistryProbe.digest(image).orElseThrow().substring(0, 17);
      stand.publishNext(image, UpdateStand.service());
      String remote = RegistryProbe.digest(image).orElseThrow().substring(0, 17);
      Here here = new Here(served.base.replace("127.0.0.1", "localhost"), id(stand, name), image);

      assertThat(here.run("curl http://localhost:8099/api/images"))
          .startsWith("[{\"image\":")
          .contains(
              "{\"image\":\"" + image + "\",\"remote_digest\":\"" + remote + "\",",
              "\"status\":\"outdated\",\"containers\":[{\"container_id\":\"" + here.container(),
              "\"container_name\":\"" + name + "\",\"local_digest\":\"" + local + "\",");
      assertThat(here.run("curl -i http://localhost:8099/health"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\n");
      String toggle = "curl -X POST http://localhost:8099/api/images/3d4c5b6a7f8e/auto-update";
      assertThat(here.run(toggle)).isEqualTo("{\"auto_update\":true}");
      assertThat(here.run(toggle)).isEqualTo("{\"auto_update\":false}");
      String progress = "curl http://localhost:8099/api/images/3d4c5b6a7f8e/progress";
      assertThat(here.run(progress)).isEqualTo("no progress\n");
      assertThat(here.run("curl -X POST http://localhost:8099/api/images/3d4c5b6a7f8e/update"))
          .isEqualTo("{\"status\":\"updating\"}");
      assertThat(here.run(progress)).startsWith("{\"layer\":\"").contains("\"percent\":");
      stand.awaitCurrent(name);

      stand.publishNext(image, UpdateStand.service());
      assertThat(here.run("curl -X POST http://localhost:8099/api/groups/nginx:latest/update"))
          .isEqualTo("{\"status\":\"updating\"}");
      stand.awaitCurrent(name);
      assertThat(id(stand, name)).isNotEqualTo(here.container());
    }
  }

  private static String id(UpdateStand stand, String name) {
    return stand.inspect(name).path("Id").asText().substring(0, 12);
  }

  @Test
  void aLoginIsKeptInTheJarOfCurl() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served =
            new ServedUpdates(
                stand, folder, ServedUpdates.seldom(), new Login("admin", "changeme"), _ -> {})) {
      Here here = new Here(served.base, CONTAINER, IMAGE);
      String jar = " -b " + folder.resolve("jar") + " -c " + folder.resolve("jar") + " ";
      String images = "curl" + jar + "http://localhost:8099/api/images";
      assertThat(here.run(images)).isEqualTo("unauthorized\n");
      assertThat(
              here.run(
                  "curl -X POST"
                      + jar
                      + "-d {\"user\":\"admin\",\"pass\":\"changeme\"}"
                      + " http://localhost:8099/api/login"))
          .isEqualTo("{\"status\":\"ok\"}");
      assertThat(here.run(images)).startsWith("[");
      assertThat(here.run("curl -i -X POST" + jar + "http://localhost:8099/api/logout"))
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(here.run(images)).isEqualTo("unauthorized\n");
    }
  }
}
