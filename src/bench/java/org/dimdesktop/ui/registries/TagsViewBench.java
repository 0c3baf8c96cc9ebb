package org.dimdesktop.ui.registries;

import atlantafx.base.theme.PrimerLight;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.dimdesktop.bench.FxCalls;
import org.dimdesktop.bench.PulseGaps;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.control.ResourceTable;

/**
 * Opens a repository in the window's own view, scrolls and filters, and prints, a line a round:
 * {@code first_ms=… all_ms=… fill_stall_ms=… use_stall_ms=… fill_fx_ms=… use_fx_ms=…}, from the
 * click on the repository to its first rows and to all of them, and the longest time between two
 * pulses and the most of it that the JavaFX thread worked.
 *
 * <p>Arguments: the repository, how many tags it has, and how many rounds.
 */
public final class TagsViewBench {
  private final ImageReference repository;
  private final int tags;
  private final ExecutorService io;

  private TagsViewBench(String[] args, ExecutorService io) {
    repository = ImageReference.parse(args[0]);
    tags = Integer.parseInt(args[1]);
    this.io = io;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    FxCalls.start();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      TagsViewBench bench = new TagsViewBench(args, io);
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        System.out.println(bench.round());
      }
    } finally {
      Platform.exit();
    }
  }

  /** What a round shows. */
  private record Shown(Stage stage, RegistriesViewModel model, ResourceTable<?> table) {}

  private String round() throws Exception {
    Path folder = Files.createTempDirectory("dim-tags-bench");
    PulseGaps gaps = new PulseGaps();
    try (RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io);
        SettingsStore settings = new SettingsStore(folder.resolve("settings.json"), io)) {
      Shown shown = FxCalls.call(() -> show(client, settings, folder));
      FxCalls.call(() -> begin(gaps));
      awaitPulses(gaps, 30);
      client.ping(repository.domain()); // as a registry in the tree has been asked already
      FxCalls.call(() -> begin(gaps));
      long start = System.nanoTime();
      FxCalls.call(() -> {
        shown.model().openRepository(repository);
        return true;
      });
      TableView<?> rows = (TableView<?>) shown.table().getCenter();
      FxCalls.await(() -> FxCalls.call(() -> !rows.getItems().isEmpty()));
      double first = (System.nanoTime() - start) / 1e6;
      FxCalls.await(() -> FxCalls.call(() -> shown.table().total() >= tags));
      double all = (System.nanoTime() - start) / 1e6;
      awaitPulses(gaps, FxCalls.call(gaps::pulses) + 10);
      double fill = FxCalls.call(gaps::longestMillis);
      double fillWork = FxCalls.call(gaps::busiestMillis);
      FxCalls.call(() -> begin(gaps));
      use(shown, gaps);
      double use = FxCalls.call(gaps::longestMillis);
      double useWork = FxCalls.call(gaps::busiestMillis);
      FxCalls.call(() -> end(shown, gaps));
      return String.format(
          Locale.ROOT,
          "first_ms=%.0f all_ms=%.0f fill_stall_ms=%.1f use_stall_ms=%.1f fill_fx_ms=%.1f"
              + " use_fx_ms=%.1f",
          first,
          all,
          fill,
          use,
          fillWork,
          useWork);
    }
  }

  /** Scrolls through all rows, whose digests are looked up meanwhile, filters, and sorts. */
  private void use(Shown shown, PulseGaps gaps) throws Exception {
    TableView<?> rows = (TableView<?>) shown.table().getCenter();
    long pulses = 0;
    for (int i = 0; i < 20; i++) {
      int row = i * tags / 20;
      FxCalls.call(() -> {
        rows.scrollTo(row);
        return true;
      });
      pulses += 8;
      awaitPulses(gaps, pulses);
    }
    for (String text : List.of("1", "12", "tag-19", "", "nothing-of-it", "")) {
      FxCalls.call(() -> {
        shown.table().setFilter(text);
        return true;
      });
      pulses += 15;
      awaitPulses(gaps, pulses);
    }
    for (String column : List.of("digest", "size", "tag")) {
      FxCalls.call(() -> {
        shown.table().sort(column, true);
        return true;
      });
      pulses += 15;
      awaitPulses(gaps, pulses);
    }
  }

  private static void awaitPulses(PulseGaps gaps, long count) {
    FxCalls.await(() -> FxCalls.call(gaps::pulses) >= count);
  }

  private static boolean begin(PulseGaps gaps) {
    gaps.reset();
    gaps.start();
    return true;
  }

  private static boolean end(Shown shown, PulseGaps gaps) {
    gaps.stop();
    shown.model().hidden();
    shown.stage().hide();
    return true;
  }

  private Shown show(RegistryClient client, SettingsStore settings, Path folder) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    FxThread fx = new FxThread();
    RegistriesViewModel model =
        new RegistriesViewModel(
            new RegistriesViewModel.Services(
                client,
                new TagInspector(client, new TagCache(folder.resolve("digests.jsonl"))),
                List::<String>of,
                settings,
                new OperationQueue(io),
                _ -> () -> {},
                io,
                fx));
    RegistriesView view =
        new RegistriesView(
            model,
            new RegistriesView.Ui(
                unused(Dialogs.class), TableLayouts.NONE, _ -> {}, () -> {}, RegistryActions.NONE),
            io,
            fx);
    Stage stage = new Stage();
    stage.setScene(new Scene((SplitPane) view.node(), 1300, 850));
    stage.show();
    view.shown();
    return new Shown(stage, model, table(view.node()));
  }

  private static ResourceTable<?> table(Node view) {
    for (Node node : view.lookupAll("*")) {
      if (node instanceof ResourceTable<?> table) {
        return table;
      }
    }
    throw new IllegalStateException("no table");
  }

  /** Nobody is asked anything. */
  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
