package org.dimdesktop.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.apply.Engine;
import org.dimdesktop.updates.apply.StepHook;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.Verdict;

/** An engine with containers of images that a registry has newer ones of; all gone at the end. */
public final class UpdateStand implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final UpdateOptions QUICK = new UpdateOptions(Duration.ofSeconds(1), Duration.ofHours(1));

  /** For images that are known to do. */
  static final UpdateOptions BRISK = new UpdateOptions(Duration.ofMillis(300), Duration.ofHours(1));

  final TestBed bed = TestBed.require();
  final EngineConnection connection;
  final EngineApi api;
  final TestImages images;
  public final RawContainers raw;
  public final ImageService imageService;
  public final Updates updates;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient registries;
  private final List<String> networks = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();
  final String run = "dimup" + Long.toString(System.nanoTime(), 36);

  public UpdateStand(TestBed.Engine engine, Path folder) {
    this(engine, folder, StepHook.NONE);
  }

  UpdateStand(TestBed.Engine engine, Path folder, StepHook hook) {
    connection = Engines.connect(engine);
    api = new EngineApi(engine.uri());
    images = new TestImages(engine);
    raw = new RawContainers(connection);
    imageService = new ImageService(connection);
    registries = new RegistryClient(_ -> Optional.empty(), _ -> true, io);
    updates =
        new Updates(
            new Engine(raw, new ContainerService(connection), imageService, _ -> Optional.empty()),
            registries,
            folder,
            io,
            Clock.systemUTC(),
            hook);
  }

  /**
   * Puts an image into the registry, under a name that this run alone has; the engine has it not.
   */
  String publish(String name, Recipe recipe) {
    return images.publish(bed.registries().open(), name, "live", recipe);
  }

  /** Puts it into the registry and on the engine; the reference. */
  public String publishAndPull(String name, Recipe recipe) {
    String reference = publish(name, recipe);
    pull(reference);
    return images.remember(reference);
  }

  /**
   * Lets the registry name what the engine has under one name by another one, too, and forgets it
   * here.
   */
  void publishAs(String local, String reference) {
    images.push(local, "", "");
    images.remove(local);
    RegistryTags.copy(local, reference);
  }

  /** Puts the next version into the registry alone: the engine's own name stays where it is. */
  public void publishNext(String reference, Recipe next) {
    publishAs(images.make(reference.replaceFirst(":live$", ""), "next", next), reference);
  }

  void pull(String reference) {
    var _ = imageService.pull(ImageReference.parse(reference), null, null, OperationContext.NONE);
  }

  /** Something that runs until it is told to end. */
  public static Recipe service() {
    return Recipe.shell().withCmd("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
  }

  String name(String of) {
    return run + "-" + of;
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Makes a container of a body in which {@code $} stands for the run, and starts it; its name. */
  public String start(String of, String image, String body) {
    String name = create(of, image, body);
    api.post("/containers/" + name + "/start");
    return name;
  }

  String create(String of, String image, String body) {
    String name = name(of);
    ObjectNode tree = json(body.replace("$", run));
    tree.put("Image", image);
    api.postJson("/containers/create?name=" + name, tree.toString());
    return name;
  }

  String network(String of, String subnet) {
    String name = name(of);
    networks.add(name);
    api.postJson(
        "/networks/create",
        "{\"Name\":\"%s\",\"IPAM\":{\"Config\":[{\"Subnet\":\"%s\"}]}}".formatted(name, subnet));
    return name;
  }

  String volume(String of) {
    String name = name(of);
    volumes.add(name);
    return name;
  }

  public ObjectNode inspect(String container) {
    return raw.inspect(container).orElseThrow(() -> new AssertionError(container + " is gone"));
  }

  ContainerUpdate check(String container) {
    return updates.check(true).find(container).orElseThrow();
  }

  public Verdict.Reason reason(String container) {
    return check(container).verdict().reason();
  }

  /** Waits until a container runs the newest image; for a moment in between, none runs. */
  public void awaitCurrent(String container) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> reason(container) == Verdict.Reason.CURRENT);
  }

  UpdateRecord update(String container) {
    return update(container, QUICK);
  }

  UpdateRecord update(String container, UpdateOptions options) {
    return updates
        .update(updates.check(true), List.of(container), true, options, OperationContext.NONE)
        .getFirst();
  }

  /** What a command prints in a container. */
  public String exec(String container, String script) {
    JsonNode made =
        json(
            api.postJson(
                "/containers/" + container + "/exec",
                "{\"AttachStdout\":true,\"Tty\":true,\"Cmd\":[\"/bin/sh\",\"-c\",\"%s\"]}"
                    .formatted(script)));
    return api.postJson(
            "/exec/" + made.path("Id").asText() + "/start", "{\"Detach\":false,\"Tty\":true}")
        .strip();
  }

  /** The names of the containers of this run that are there. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode container : raw.list(true)) {
      String name = container.path("Names").path(0).asText().substring(1);
      if (name.startsWith(run)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public void close() {
    List<String> left = new ArrayList<>();
    Set<String> unnamed = new LinkedHashSet<>(volumes);
    for (JsonNode container : raw.list(true)) {
      if (container.path("Names").toString().contains("/" + run)) {
        left.add(container.path("Id").asText());
        for (JsonNode mount : container.path("Mounts")) {
          if (mount.path("Type").asText().equals("volume")) {
            unnamed.add(mount.path("Name").asText());
          }
        }
      }
    }
    left.forEach(id -> api.delete("/containers/" + id + "?force=true&v=true"));
    networks.forEach(network -> api.delete("/networks/" + network));
    String there = api.get("/volumes");
    unnamed.stream().filter(there::contains).forEach(v -> api.delete("/volumes/" + v));
    images.close();
    removePulled();
    registries.close();
    connection.close();
    io.shutdownNow();
  }

  /** What was pulled by digest has no tag that the images' own cleaning would find. */
  private void removePulled() {
    try {
      for (JsonNode image : JSON.readTree(api.get("/images/json"))) {
        if (image.path("RepoDigests").toString().contains(images.repository(""))) {
          api.delete("/images/" + image.path("Id").asText() + "?force=true");
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
