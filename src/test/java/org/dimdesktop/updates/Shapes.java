package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.TestImages.Recipe;

/** Containers of every shape on one stand, all of one image. */
final class Shapes {
  private static final int FIRST_NET = 100;
  private static final int NETS = 150;

  /** Engines of one machine share its addresses, and so do the runs of this test. */
  private static final AtomicInteger NEXT_NET =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(NETS));

  private final UpdateStand stand;

  /** Three digits, of a subnet and of the ports of a range. */
  private final int net = FIRST_NET + NEXT_NET.getAndIncrement() % NETS;

  private final String reference;
  private final String first;

  Shapes(UpdateStand stand) {
    this.stand = stand;
    this.reference = stand.publishAndPull("shape", version(1));
    this.first = stand.imageService.inspect(reference).path("Id").asText();
    var _ = stand.network("n1", "10.77." + net + ".0/24");
    var _ = stand.network("n2", "10.78." + net + ".0/24");
    var _ = stand.volume("vol");
    var _ = stand.volume("vol2");
  }

  /** An image of which every default changes from one version to the next. */
  static Recipe version(int version) {
    return Recipe.shell()
        .withLabels(Map.of("app.version", Integer.toString(version)))
        .withConfig(
            Map.of(
                "Entrypoint",
                List.of("/bin/sh", "-c"),
                "Cmd",
                List.of("trap 'exit 0' TERM INT; while :; do sleep 0.1; done # " + version),
                "Env",
                List.of("PATH=/bin", "DEFAULT=" + version),
                "ExposedPorts",
                Map.of("80/tcp", Map.of()),
                "Volumes",
                Map.of("/of-image", Map.of()),
                "WorkingDir",
                "/tmp"));
  }

  UpdateStand stand() {
    return stand;
  }

  String reference() {
    return reference;
  }

  /** Starts a container of the image that registry and engine have; its name. */
  String start(Shape shape) {
    String body = shape.body().replace("#", Integer.toString(net));
    String name = stand.create(shape.name().replaceAll("[^a-z]+", "-"), reference, body);
    if (shape.name().equals("two networks")) {
      stand.api.postJson(
          "/networks/" + stand.name("n2") + "/connect",
          "{\"Container\":\"%s\",\"EndpointConfig\":{\"Aliases\":[\"inner\"]}}".formatted(name));
    }
    stand.api.post("/containers/" + name + "/start");
    return name;
  }

  /** Puts the next version into the registry alone. */
  void publishNext() {
    stand.publishNext(reference, version(2));
  }

  /** Leaves a mark of its own in every volume; what is there then. */
  String writeToVolumes(String name) {
    List<String> writes = new ArrayList<>();
    places(name).forEach(place -> writes.add("echo " + System.nanoTime() + " > " + place));
    var _ = stand.exec(name, String.join(";", writes));
    return readVolumes(name);
  }

  String readVolumes(String name) {
    return stand.exec(name, "tail -n 5 " + String.join(" ", places(name)));
  }

  private List<String> places(String name) {
    List<String> places = new ArrayList<>();
    for (JsonNode mount : stand.inspect(name).path("Mounts")) {
      if (mount.path("Type").asText().equals("volume") && mount.path("RW").asBoolean()) {
        places.add(mount.path("Destination").asText() + "/mark");
      }
    }
    places.sort(null);
    return places;
  }

  /**
   * Asserts that after an update that was cut off and recovered, the old or the new container runs
   * whole under its name, and nothing else does; what the engine says of it.
   */
  ObjectNode assertOneRunsWhole(String what, Shape shape, String name, ObjectNode before) {
    ObjectNode now = stand.inspect(name);
    assertThat(now.path("State").path("Running").asBoolean()).as(what).isTrue();
    List<String> kin = stand.names().stream().filter(n -> n.startsWith(name + "-dim-")).toList();
    Set<String> differences = Inspects.paths(Inspects.differences(before, now));
    if (now.path("Image").equals(before.path("Image"))) {
      assertThat(kin).as(what).isEmpty();
      assertThat(differences).as(what).isSubsetOf("HostConfig.Mounts");
    } else {
      assertThat(kin).as(what).hasSize(1);
      assertThat(differences).as(what).isSubsetOf(shape.differences());
      assertThat(stand.inspect(kin.getFirst()).path("State").path("Running").asBoolean())
          .as(what)
          .isFalse();
    }
    return now;
  }

  /** Removes a container, those that its updates left, and their volumes; all is as at first. */
  void remove(String name) {
    stand.names().stream()
        .filter(n -> n.equals(name) || n.startsWith(name + "-dim-"))
        .forEach(n -> stand.api.delete("/containers/" + n + "?force=true&v=true"));
    stand.imageService.tag(first, ImageReference.parse(reference));
  }
}
