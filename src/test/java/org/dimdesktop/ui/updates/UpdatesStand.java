package org.dimdesktop.ui.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.updates.history.HistoryViewModel;
import org.dimdesktop.ui.updates.run.UpdateRunner;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.api.AutoToggles;
import org.dimdesktop.updates.apply.Engine;
import org.dimdesktop.updates.apply.StepHook;
import org.dimdesktop.updates.apply.StepRelay;
import org.dimdesktop.updates.apply.UpdateOptions;

/** The models of the view of updates on a real engine and registry, without a toolkit. */
final class UpdatesStand implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final UpdateOptions QUICK =
      new UpdateOptions(Duration.ofSeconds(1), Duration.ofHours(1));

  final TestBed bed = TestBed.require();
  final TestBed.Engine engine = bed.engine();
  final EngineApi api = new EngineApi(engine.uri());
  final TestImages images = new TestImages(engine);
  final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  final ExecutorService fx = Executors.newSingleThreadExecutor();
  final OutdatedMarks marks = new OutdatedMarks();
  final List<String> told = new CopyOnWriteArrayList<>();
  final OperationQueue operations = new OperationQueue(io);
  final StepRelay steps = new StepRelay();
  final EngineState state;
  final Updates updates;
  final UpdateCenter center;
  final UpdateRunner runner;
  final HistoryViewModel history;
  final UpdatesViewModel model;
  final String run = "dimview-" + UUID.randomUUID().toString().substring(0, 8);
  private final RegistryClient registries =
      new RegistryClient(_ -> Optional.empty(), _ -> true, io);
  private final Path folder;

  UpdatesStand(Path folder) {
    this.folder = folder;
    EngineEndpoint endpoint = EngineEndpoint.of(engine.uri().toString());
    state =
        new EngineState(
            () -> new EngineContexts.Selection(endpoint, null, List.of()),
            folder.resolve("cache"),
            io);
    updates = updates(steps);
    center =
        new UpdateCenter(
            new UpdateCenter.Services(
                state,
                () -> updates,
                () -> new AutoToggles(folder.resolve("auto.json")),
                () -> UpdateHabits.DEFAULTS.withLook(false, 1),
                marks,
                (title, text) -> told.add(title + ": " + text),
                io,
                fx,
                Clock.systemUTC()));
    runner =
        new UpdateRunner(new UpdateRunner.Services(() -> updates, steps, operations, fx), QUICK);
    history =
        new HistoryViewModel(
            new HistoryViewModel.Services(
                () -> updates,
                steps,
                folder.resolve("shown"),
                (title, text) -> told.add(title + ": " + text),
                io,
                fx,
                Clock.systemUTC()),
            runner);
    model =
        onFx(() ->
            new UpdatesViewModel(
                new UpdatesViewModel.Services(state, center, runner, io, fx),
                new NewerBook(() -> updates, io, fx)));
  }

  /** The updates of this stand, telling another hook. */
  Updates updates(StepHook hook) {
    return new Updates(
        new Engine(
            new RawContainers(state.http()),
            new ContainerService(state.http()),
            new ImageService(state.http()),
            _ -> Optional.empty()),
        registries,
        folder,
        io,
        Clock.systemUTC(),
        hook);
  }

  /** Connects, and shows the view. */
  void start() {
    state.start();
    await(() -> state.status() instanceof EngineStatus.Connected);
    onFx(() -> {
      model.shown();
      return true;
    });
    await(() -> onFx(() -> center.checkedProperty().get() != null));
  }

  <T> T onFx(Callable<T> call) {
    try {
      return fx.submit(call).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  static Recipe service() {
    return Recipe.shell().withCmd("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done");
  }

  /** An image in the registry and on the engine; the reference. */
  String publish(String name, String tag, Recipe recipe) {
    String reference =
        images.make(bed.registries().open() + "/" + images.repository(name), tag, recipe);
    images.push(reference, "", "");
    return reference;
  }

  /** Lets the registry have another image under that name; the engine's name stays. */
  void fallBehind(String reference, Recipe next) {
    String repository = reference.substring(0, reference.lastIndexOf(':'));
    String tag = reference.substring(reference.lastIndexOf(':') + 1);
    String kept = images.tag(reference, repository, "kept");
    String newer = images.make(repository, tag, next);
    images.push(newer, "", "");
    images.remove(newer);
    images.tag(kept, repository, tag);
    images.remove(kept);
  }

  /** Makes a container and starts it; its name. */
  String container(String name, String image, String host) {
    String full = run + "-" + name;
    api.postJson(
        "/containers/create?name=" + full,
        "{\"Image\":\"%s\",\"HostConfig\":%s}".formatted(image, host));
    api.post("/containers/" + full + "/start");
    return full;
  }

  JsonNode inspect(String container) {
    return json(api.get("/containers/" + container + "/json"));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Checks everything anew, and returns when that is done. */
  void check() {
    onFx(() -> {
      model.checkAll();
      return true;
    });
    await(() -> onFx(() -> !center.checkingProperty().get()));
  }

  UpdateRow row(String name) {
    return onFx(() ->
        model.rowsProperty().get().stream()
            .filter(row -> row.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not listed")));
  }

  @Override
  public void close() {
    onFx(() -> {
      model.hidden();
      center.close();
      return true;
    });
    List<String> left = new ArrayList<>();
    for (JsonNode container : json(api.get("/containers/json?all=1"))) {
      if (container.path("Names").toString().contains("/" + run)) {
        left.add(container.path("Id").asText());
      }
    }
    left.forEach(id -> api.delete("/containers/" + id + "?force=true&v=true"));
    state.close();
    for (JsonNode image : json(api.get("/images/json"))) {
      if (image.path("RepoDigests").toString().contains(images.repository(""))) {
        api.delete("/images/" + image.path("Id").asText() + "?force=true");
      }
    }
    images.close();
    registries.close();
    io.close();
    fx.close();
  }

  static Map<String, String> source() {
    return Map.of("org.opencontainers.image.source", "https://github.com/example/app");
  }
}
