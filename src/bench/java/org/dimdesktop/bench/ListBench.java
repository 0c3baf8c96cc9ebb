package org.dimdesktop.bench;

import atlantafx.base.theme.PrimerLight;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.context.EngineContexts;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.common.Theme;
import org.dimdesktop.ui.containers.ContainersFeature;
import org.dimdesktop.ui.containers.ContainersViewModel;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.images.ImagesFeature;
import org.dimdesktop.ui.images.ImagesViewModel;

/**
 * Lists an engine's images and containers in the window's own views, from an engine not yet known
 * to all rows in sight, and prints, a line a round: {@code ms=… fill_stall_ms=… use_stall_ms=…
 * fill_fx_ms=… use_fx_ms=…} (the longest time between two pulses, and the most of it that the
 * JavaFX thread worked, while the rows arrive, and while they are sorted and filtered).
 *
 * <p>Arguments: the engine's URL, how many rows of images and of containers, and how many rounds.
 */
public final class ListBench {
  private final EngineEndpoint endpoint;
  private final ExecutorService io;
  private final int imageRows;
  private final int containerRows;

  private ListBench(String[] args, ExecutorService io) {
    endpoint = EngineEndpoint.of(args[0]);
    imageRows = Integer.parseInt(args[1]);
    containerRows = Integer.parseInt(args[2]);
    this.io = io;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    FxCalls.start();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      ListBench bench = new ListBench(args, io);
      for (int i = 0; i < Integer.parseInt(args[3]); i++) {
        System.out.println(bench.round());
      }
    } finally {
      Platform.exit();
    }
  }

  /** What a round shows. */
  private record Shown(
      Stage stage, List<FeatureView> views, ResourceTable<?> images, ResourceTable<?> containers) {}

  private String round() throws Exception {
    Path directory = Files.createTempDirectory("dim-list-bench");
    PulseGaps gaps = new PulseGaps();
    try (EngineState state =
        new EngineState(
            () -> new EngineContexts.Selection(endpoint, null, List.of()), directory, io)) {
      Shown shown = FxCalls.call(() -> show(state, directory));
      FxCalls.call(() -> begin(gaps));
      awaitPulses(gaps, 30);
      FxCalls.call(() -> begin(gaps));
      long start = System.nanoTime();
      state.start();
      FxCalls.await(() -> FxCalls.call(() -> isFull(shown)));
      double millis = (System.nanoTime() - start) / 1e6;
      awaitPulses(gaps, FxCalls.call(gaps::pulses) + 10);
      double fill = FxCalls.call(gaps::longestMillis);
      double fillCpu = FxCalls.call(gaps::busiestMillis);
      double use = use(shown, gaps);
      double useCpu = FxCalls.call(gaps::busiestMillis);
      FxCalls.call(() -> end(shown, gaps));
      return String.format(
          Locale.ROOT,
          "ms=%.0f fill_stall_ms=%.1f use_stall_ms=%.1f fill_fx_ms=%.1f use_fx_ms=%.1f",
          millis,
          fill,
          use,
          fillCpu,
          useCpu);
    }
  }

  private double use(Shown shown, PulseGaps gaps) throws Exception {
    FxCalls.call(() -> begin(gaps));
    long pulses = 0;
    for (String text : List.of("s", "se", "service-4", "service-49", "", "nothing-of-it", "")) {
      FxCalls.call(() -> filter(shown, text));
      pulses += 15;
      awaitPulses(gaps, pulses);
    }
    for (String column : List.of("repository", "size", "created", "tag")) {
      FxCalls.call(() -> sort(shown, column));
      pulses += 15;
      awaitPulses(gaps, pulses);
    }
    return FxCalls.call(gaps::longestMillis);
  }

  private static boolean filter(Shown shown, String text) {
    shown.images().setFilter(text);
    return true;
  }

  private static boolean sort(Shown shown, String column) {
    shown.images().sort(column, true);
    return true;
  }

  private static void awaitPulses(PulseGaps gaps, long count) {
    FxCalls.await(() -> FxCalls.call(gaps::pulses) >= count);
  }

  private static boolean begin(PulseGaps gaps) {
    gaps.reset();
    gaps.start();
    return true;
  }

  private boolean isFull(Shown shown) {
    return shown.images().shown().size() >= imageRows
        && shown.containers().shown().size() >= containerRows;
  }

  private static boolean end(Shown shown, PulseGaps gaps) {
    gaps.stop();
    shown.views().forEach(FeatureView::hidden);
    shown.stage().hide();
    return true;
  }

  private Shown show(EngineState state, Path directory) {
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    FxThread fx = new FxThread();
    ContainerService containers = new ContainerService(state.http());
    FeatureView images =
        ImagesFeature.of(
                new ImagesViewModel.Services(
                    state,
                    new ImageService(state.http()),
                    containers,
                    new OperationQueue(io),
                    _ -> null,
                    new OutdatedMarks(),
                    io,
                    fx),
                new ImagesFeature.Ui(
                    unused(Dialogs.class), TableLayouts.NONE, _ -> List.of(), _ -> {}, () -> {}))
            .view()
            .get();
    FeatureView list =
        ContainersFeature.of(
                new ContainersViewModel.Services(
                    state,
                    containers,
                    new OperationQueue(io),
                    directory,
                    new OutdatedMarks(),
                    io,
                    fx),
                new ContainersFeature.Ui(
                    unused(Dialogs.class),
                    TableLayouts.NONE,
                    _ -> {},
                    unused(TabHost.class),
                    () -> {},
                    _ -> {}))
            .view()
            .get();
    Stage stage = new Stage();
    Scene scene = new Scene(new SplitPane(images.node(), list.node()), 1300, 850);
    Theme.style(scene.getStylesheets()); // as the window does: rows of one height, for example
    stage.setScene(scene);
    stage.show();
    images.shown();
    list.shown();
    return new Shown(stage, List.of(images, list), table(images.node()), table(list.node()));
  }

  private static ResourceTable<?> table(Node view) {
    for (Node node : view.lookupAll("*")) {
      if (node instanceof ResourceTable<?> table) {
        return table;
      }
    }
    throw new IllegalStateException("no table in " + view.getId());
  }

  /** Nothing of this is called while rows are listed, sorted and filtered. */
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
