package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.stage.Stage;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagCache;
import org.dimdesktop.registry.TagInspector;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.control.ResourceTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view in a real window on a real registry: type a repository, see its tags, pull one. */
class RegistriesViewTest {
  @TempDir Path folder;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final FxThread fx = new FxThread();
  private final List<ImageReference> pulled = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();

  @BeforeAll
  static void toolkit() {
    CompletableFuture<Boolean> started = new CompletableFuture<>();
    try {
      Platform.startup(() -> started.complete(true));
      assertThat(started.join()).isTrue();
    } catch (IllegalStateException _) {
      // Another test of this process has started it.
    }
    Platform.setImplicitExit(false);
  }

  @AfterEach
  void stop() {
    onFx(() -> {
      stages.forEach(Stage::close);
      return true;
    });
    io.close();
  }

  private <T> T onFx(Callable<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    fx.execute(() -> {
      try {
        answer.complete(call.call());
      } catch (Exception | Error e) {
        answer.completeExceptionally(e);
      }
    });
    return answer.join();
  }

  private void eventually(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> onFx(condition));
  }

  /** Nobody is there to answer. */
  private static final class NoDialogs implements Dialogs {
    @Override
    public Optional<Set<String>> confirm(Question question, List<Option> options) {
      return Optional.empty();
    }

    @Override
    public <R> Optional<R> form(Form<R> form) {
      return Optional.empty();
    }

    @Override
    public void show(String title, Node content) {}

    @Override
    public void error(Failure failure) {}

    @Override
    public void error(String title, String message, String details) {}

    @Override
    public Optional<Path> saveFile(String title, String suggestedName) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> openFile(String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> openFolder(String title) {
      return Optional.empty();
    }
  }

  @Test
  void aTypedRepositoryShowsItsTagsWithTheirDetailsAndOneIsPulled() {
    String registry = TestBed.require().registries().open();
    String path = "dimtest-" + UUID.randomUUID().toString().substring(0, 8) + "/app";
    try (RawImages raw = new RawImages(registry, path, "", "");
        RegistryClient client = new RegistryClient(host -> Optional.empty(), host -> false, io);
        SettingsStore settings = new SettingsStore(folder.resolve("settings.json"), io)) {
      raw.image("linux/amd64", "2024-05-06T07:08:09Z", "1.9", new byte[3000]);
      raw.image("linux/amd64", "2024-05-07T07:08:09Z", "1.10", new byte[100]);
      Scene scene =
          onFx(() -> {
            RegistriesViewModel model =
                new RegistriesViewModel(
                    new RegistriesViewModel.Services(
                        client,
                        new TagInspector(client, TagCache.inMemory()),
                        () -> List.of(registry),
                        settings,
                        new OperationQueue(io),
                        _ -> () -> {},
                        io,
                        fx));
            RegistriesView view =
                new RegistriesView(
                    model,
                    new RegistriesView.Ui(
                        new NoDialogs(), settings, pulled::add, () -> {}, RegistryActions.NONE),
                    io,
                    fx);
            Stage stage = new Stage();
            stages.add(stage);
            stage.setScene(new Scene((javafx.scene.Parent) view.node(), 980, 700));
            stage.show();
            view.shown();
            return stage.getScene();
          });
      TreeView<?> tree = onFx(() -> (TreeView<?>) scene.lookup("#registry-tree"));
      eventually(() -> tree.getRoot().getChildren().size() == 2);
      onFx(() -> {
        tree.getSelectionModel().select(1);
        TextField field = (TextField) scene.lookup("#registry-repository");
        field.setText(path);
        field.fireEvent(new ActionEvent());
        return true;
      });
      TableView<?> table = onFx(() -> (TableView<?>) scene.lookup("#registry-tags-table"));
      eventually(() -> table.getItems().size() == 2);
      // Nobody asked for these but the drawn rows themselves.
      ResourceTable<?> rows = onFx(() -> (ResourceTable<?>) table.getParent());
      eventually(() -> rows.shown().stream().allMatch(r -> ((TagRow) r).info() != null));
      assertThat(onFx(() -> ((TagRow) rows.shown().getFirst()).tag())).isEqualTo("1.10");

      onFx(() -> {
        table.getSelectionModel().select(1);
        return true;
      });
      onFx(() -> {
        TabPane tabs = (TabPane) scene.lookup(".tab-pane");
        tabs.getSelectionModel().select(1);
        return true;
      });
      eventually(() -> texts(scene).stream().anyMatch(t -> t.startsWith("1 layer,")));
      onFx(() -> {
        pullButton(scene).fire();
        return true;
      });
      assertThat(pulled).containsExactly(ImageReference.parse(registry + "/" + path + ":1.9"));
    }
  }

  /** Ids of actions hold a dot, which a CSS selector would read as a class. */
  private static Button pullButton(Scene scene) {
    return scene.getRoot().lookupAll(".button").stream()
        .filter(node -> "registries.pull-button".equals(node.getId()))
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(Scene scene) {
    List<String> texts = new ArrayList<>();
    for (Node node : scene.getRoot().lookupAll(".label")) {
      if (node instanceof Label label && label.getText() != null) {
        texts.add(label.getText());
      }
    }
    return texts;
  }
}
