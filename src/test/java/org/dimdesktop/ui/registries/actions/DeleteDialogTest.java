package org.dimdesktop.ui.registries.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.stage.Window;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.delete.DeletionPlan;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.ui.common.FxDialogs;
import org.dimdesktop.ui.common.FxThread;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The preview of a deletion in a real dialog: nothing goes that a person has not seen. */
class DeleteDialogTest {
  @TempDir Path folder;
  private final FxThread fx = new FxThread();

  @BeforeAll
  static void toolkit() {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException _) {
      // Another test of this process has started it.
    }
    Platform.setImplicitExit(false);
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

  private static Optional<Node> find(String selector) {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .map(window -> window.getScene().getRoot().lookup(selector))
        .filter(node -> node != null)
        .findFirst();
  }

  private Node shown(String selector) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> onFx(() -> find(selector).isPresent()));
    return onFx(() -> find(selector).orElseThrow());
  }

  @Test
  void theOtherTagsAreShownAndMustBeAgreedTo() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "");
        ActionsRig rig = new ActionsRig(folder)) {
      for (String tag : List.of("1", "1.0", "latest")) {
        raw.image("linux/amd64", "2024-05-06T07:08:09Z", tag, new byte[100]);
      }
      ImageReference app = ImageReference.parse(registry.address() + "/team/app");
      RegistryServices services =
          new RegistryServices(
              rig.client,
              rig.services.inspector(),
              rig.services.transports(),
              rig.services.logins(),
              rig.operations,
              rig.services.names(),
              rig.io,
              fx);
      CompletableFuture<Optional<DeletionPlan>> answer = new CompletableFuture<>();
      fx.execute(() ->
          answer.complete(
              new DeleteDialog(services, app, List.of("1.0")).show(new FxDialogs(() -> null))));
      ListView<?> also = (ListView<?>) shown("#delete-also");
      assertThat(onFx(() -> List.<Object>copyOf(also.getItems())))
          .isEqualTo(List.of("1", "latest"));
      Button yes = (Button) shown("#dialog-yes");
      assertThat(onFx(yes::isDisabled)).isTrue();
      CheckBox agree = (CheckBox) shown("#delete-agree");
      onFx(() -> {
        agree.setSelected(true);
        return true;
      });
      assertThat(onFx(yes::isDisabled)).isFalse();
      fx.execute(yes::fire);
      DeletionPlan plan = answer.join().orElseThrow();
      assertThat(ActionsRig.done(rig.jobs.delete(plan))).containsExactly("1", "1.0", "latest");
      List<String> left = new ArrayList<>();
      rig.client.tags(app, left::addAll);
      assertThat(left).isEmpty();
    }
  }
}
