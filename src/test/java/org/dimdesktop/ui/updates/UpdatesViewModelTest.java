package org.dimdesktop.ui.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.ui.updates.UpdatesStand.await;
import static org.dimdesktop.ui.updates.UpdatesStand.service;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.updates.plan.PlanViewModel;
import org.dimdesktop.updates.api.AutoToggles;
import org.dimdesktop.updates.apply.Step;
import org.dimdesktop.updates.apply.StepHook;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates as a person makes them in the window, on a real engine and registry. */
class UpdatesViewModelTest {
  @TempDir Path folder;

  @Test
  void aContainerThatFallsBehindIsMarkedUpdatedAndBroughtBack() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String image =
          stand.publish("app", "1.25-alpine", service().withLabels(UpdatesStand.source()));
      String name = stand.container("web", image, "{}");
      stand.start();
      assertThat(stand.row(name).status()).isEqualTo(RowStatus.UPTODATE);
      assertThat(stand.row(name).built()).isAfter(Instant.EPOCH);

      stand.fallBehind(image, service().withLayers(2, 200_000));
      stand.publish("app", "1.27-alpine", service());
      stand.publish("app", "1.27", service());
      stand.check();
      UpdateRow behind = stand.row(name);
      assertThat(behind.status()).isEqualTo(RowStatus.OUTDATED);
      assertThat(behind.localDigest()).isNotEqualTo(behind.remoteDigest()).startsWith("sha256:");
      String id = behind.update().container().id();
      assertThat(stand.onFx(() -> stand.marks.behindProperty().get().container(id))).isNotEmpty();
      String imageId = behind.update().container().imageId();
      assertThat(stand.onFx(() -> stand.marks.behindProperty().get().image(imageId, image)))
          .isEqualTo(behind.why());
      await(() -> stand.row(name).newerText().equals("1.27-alpine"));
      assertThat(stand.row(name).newer().getFirst().notes().orElseThrow())
          .hasToString("https://github.com/example/app/releases");

      Operation<UpdateRecord> update = update(stand, List.of(name), false).getFirst();
      await(() -> update.state().isEnd() && !stand.row(name).busy());
      assertThat(update.state()).as("%s", update.failure()).isEqualTo(Operation.State.SUCCEEDED);
      assertThat(update.progress().parts())
          .extracting(Progress::phase)
          .hasSizeGreaterThan(6)
          .containsOnly(Progress.Phase.DONE);
      await(() -> stand.row(name).status() == RowStatus.UPTODATE);
      assertThat(stand.inspect(name).path("Id").asText()).isNotEqualTo(id);
      assertThat(stand.onFx(() -> stand.marks.behindProperty().get().containers())).isEmpty();

      UpdateRecord record = newest(stand, UpdateState.COMMITTED);
      assertThat(stand.onFx(() -> stand.history.canRollBack(record))).isTrue();
      Operation<UpdateRecord> back = stand.onFx(() -> stand.runner.rollback(record));
      await(() -> back.state().isEnd());
      assertThat(back.state()).isEqualTo(Operation.State.SUCCEEDED);
      assertThat(stand.inspect(name).path("Id").asText()).isEqualTo(id);
      UpdateRecord after = newest(stand, UpdateState.ROLLED_BACK);
      assertThat(stand.onFx(() -> stand.history.canRollBack(after))).isFalse();
      assertThat(stand.told).as("who asked needs not be told").isEmpty();
    }
  }

  private static List<Operation<UpdateRecord>> update(
      UpdatesStand stand, List<String> names, boolean losses) {
    PlanViewModel plans = plan(stand, names);
    return stand.onFx(() -> {
      Checked checked = Objects.requireNonNull(stand.center.checkedProperty().get());
      return stand.runner.update(checked.report(), plans.agreed().plans(), losses);
    });
  }

  private static PlanViewModel plan(UpdatesStand stand, List<String> names) {
    PlanViewModel plans =
        stand.onFx(() -> {
          Checked checked = Objects.requireNonNull(stand.center.checkedProperty().get());
          PlanViewModel made = new PlanViewModel(() -> stand.updates, stand.io, stand.fx);
          made.load(checked.report(), names);
          return made;
        });
    await(() -> stand.onFx(() -> plans.stateProperty().get() instanceof PlanViewModel.State.Ready));
    return plans;
  }

  private static UpdateRecord newest(UpdatesStand stand, UpdateState state) {
    await(() ->
        stand.onFx(() -> {
          List<UpdateRecord> records = stand.updates.updater().history();
          return !records.isEmpty() && records.getFirst().state() == state;
        }));
    return stand.updates.updater().history().getFirst();
  }

  @Test
  void oneThatBreaksIsPutBackAndKeepsTheOthersFromNothing() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String good = stand.publish("good", "live", service());
      String bad = stand.publish("bad", "live", service());
      String first = stand.container("a-bad", bad, "{}");
      String second = stand.container("b-good", good, "{}");
      String third =
          stand.container("c-good", good, "{\"NetworkMode\":\"container:" + second + "\"}");
      stand.fallBehind(good, service());
      stand.fallBehind(bad, Recipe.shell().withCmd("sh", "-c", "echo the-reason-is-here; exit 3"));
      stand.start();
      String old = stand.inspect(first).path("Id").asText();

      List<Operation<UpdateRecord>> started = update(stand, List.of(third, first, second), false);
      assertThat(started).as("who shares a network is updated together").hasSize(2);
      await(() -> started.stream().allMatch(operation -> operation.state().isEnd()));
      Operation<UpdateRecord> failed =
          started.stream().filter(o -> o.subject().equals(first)).findFirst().orElseThrow();
      assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
      assertThat(failed.failure().map(Failure::cause).orElseThrow())
          .contains("exit code 3")
          .contains("The old container runs again");
      assertThat(failed.lines(0))
          .extracting(Operation.Line::text)
          .anyMatch(line -> line.contains("the-reason-is-here"));
      assertThat(failed.progress().parts())
          .extracting(Progress::phase)
          .contains(Progress.Phase.FAILED);
      assertThat(stand.inspect(first).path("Id").asText()).isEqualTo(old);
      assertThat(stand.inspect(first).path("State").path("Running").asBoolean()).isTrue();
      Operation<UpdateRecord> other =
          started.stream().filter(o -> !o.equals(failed)).findFirst().orElseThrow();
      assertThat(other.state()).as("%s", other.failure()).isEqualTo(Operation.State.SUCCEEDED);

      UpdateRecord record =
          stand.updates.updater().history().stream()
              .filter(r -> r.state() == UpdateState.ROLLED_BACK)
              .findFirst()
              .orElseThrow();
      assertThat(stand.updates.updater().log(record, record.logs().getFirst()))
          .contains("the-reason-is-here");
      await(() -> stand.row(second).status() == RowStatus.UPTODATE);
      await(() -> stand.row(third).status() == RowStatus.UPTODATE);
      assertThat(stand.row(first).status()).isEqualTo(RowStatus.OUTDATED);
    }
  }

  @Test
  void whatIsDoneIsShownSoWhileOthersAreStillAtIt() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String quick = stand.publish("quick", "live", service());
      String slow = stand.publish("slow", "live", service());
      String first = stand.container("a", quick, "{}");
      String second = stand.container("b", slow, "{}");
      stand.fallBehind(quick, service());
      stand.fallBehind(slow, unhealthy());
      stand.start();

      List<Operation<UpdateRecord>> started = update(stand, List.of(first, second), false);
      await(() -> stand.row(first).status() == RowStatus.UPTODATE);
      assertThat(started.get(1).state())
          .as("%s", started.get(1).failure())
          .isEqualTo(Operation.State.RUNNING);
      started.get(1).cancel();
      await(() -> started.get(1).state().isEnd());
    }
  }

  /** Nobody knows for a minute how it is, then it is ill. */
  private static Recipe unhealthy() {
    return service()
        .withConfig(
            Map.of(
                "Healthcheck",
                Map.of("Test", List.of("CMD-SHELL", "exit 1"), "Interval", 60_000_000_000L)));
  }

  @Test
  void aCancelBringsTheOldContainerBackAndLetsTheNextOneOn() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String slow = stand.publish("slow", "live", service());
      String quick = stand.publish("quick", "live", service());
      List<String> names =
          List.of(
              stand.container("a", slow, "{}"),
              stand.container("b", quick, "{}"),
              stand.container("c", quick, "{}"));
      stand.fallBehind(slow, unhealthy());
      stand.fallBehind(quick, service());
      stand.start();
      List<String> old =
          names.stream().map(name -> stand.inspect(name).path("Id").asText()).toList();

      List<Operation<UpdateRecord>> started = update(stand, names, false);
      assertThat(started).extracting(Operation::subject).containsExactlyElementsOf(names);
      String gate = Strings.get("updates.step.gate");
      await(() -> started.getFirst().progress().note().equals(gate));
      started.get(1).cancel();
      await(() -> started.get(1).state().isEnd());
      started.getFirst().cancel();
      await(() -> started.stream().allMatch(operation -> operation.state().isEnd()));

      assertThat(started)
          .extracting(Operation::state)
          .containsExactly(
              Operation.State.CANCELLED, Operation.State.CANCELLED, Operation.State.SUCCEEDED);
      assertThat(started.getFirst().progress().note())
          .isEqualTo(Strings.get("updates.run.restored"));
      assertThat(stand.inspect(names.getFirst()).path("Id").asText()).isEqualTo(old.getFirst());
      assertThat(stand.inspect(names.getFirst()).path("State").path("Running").asBoolean())
          .isTrue();
      assertThat(stand.inspect(names.get(1)).path("Id").asText()).isEqualTo(old.get(1));
      assertThat(stand.inspect(names.get(2)).path("Id").asText()).isNotEqualTo(old.get(2));
    }
  }

  @Test
  void whatCannotBeUndoneMustBeAcceptedFirst() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String image = stand.publish("job", "live", service());
      String name = stand.container("job", image, "{\"AutoRemove\":true}");
      stand.fallBehind(image, service());
      stand.start();
      PlanViewModel plans = plan(stand, List.of(name));
      var valid = stand.onFx(plans::valid);
      assertThat(stand.onFx(valid::get)).isFalse();
      stand.onFx(() -> {
        plans.acceptedProperty().set(true);
        return true;
      });
      assertThat(stand.onFx(valid::get)).isTrue();
      assertThat(stand.onFx(plans::agreed).losses()).isTrue();

      Operation<UpdateRecord> refused = update(stand, List.of(name), false).getFirst();
      await(() -> refused.state().isEnd());
      assertThat(refused.failure().orElseThrow()).isInstanceOf(Failure.Conflict.class);
      assertThat(stand.inspect(name).path("State").path("Running").asBoolean()).isTrue();
    }
  }

  @Test
  void anUpdateThatWasCutOffIsUndoneAtTheStartAndTold() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String image = stand.publish("cut", "live", service());
      String name = stand.container("cut", image, "{}");
      stand.fallBehind(image, service());
      stand.state.start();
      await(() -> stand.state.status() instanceof EngineStatus.Connected);
      await(
          () -> stand.updates.updater().recover().isEmpty()); // the look of the first start is over
      String old = stand.inspect(name).path("Id").asText();
      cutOff(stand, name);
      assertThat(stand.updates.updater().history().getFirst().state())
          .isEqualTo(UpdateState.RUNNING);

      UpdateCenter next =
          stand.onFx(() ->
              new UpdateCenter(
                  new UpdateCenter.Services(
                      stand.state,
                      () -> stand.updates,
                      () -> new AutoToggles(folder.resolve("auto.json")),
                      () -> UpdateHabits.DEFAULTS,
                      stand.marks,
                      (_, text) -> stand.told.add(text),
                      stand.io,
                      stand.fx,
                      Clock.systemUTC())));
      await(() -> stand.told.stream().anyMatch(text -> text.contains(name)));
      assertThat(stand.inspect(name).path("Id").asText()).isEqualTo(old);
      assertThat(stand.inspect(name).path("State").path("Running").asBoolean()).isTrue();
      stand.onFx(() -> {
        next.close();
        return true;
      });
    }
  }

  /** As a kill does, an error that nothing catches leaves the journal open. */
  private static void cutOff(UpdatesStand stand, String name) {
    StepHook kill =
        (step, _, done) -> {
          if (step == Step.START && !done) {
            throw new LinkageError("killed");
          }
        };
    var updates = stand.updates(kill);
    try {
      var _ =
          updates.update(
              updates.check(true),
              List.of(name),
              false,
              UpdateOptions.DEFAULTS,
              OperationContext.NONE);
      throw new AssertionError("it was not cut off");
    } catch (LinkageError expected) {
      assertThat(expected).hasMessage("killed");
    }
  }

  @Test
  void theToggleIsKeptWhereTheCommandLineFindsIt() {
    try (UpdatesStand stand = new UpdatesStand(folder)) {
      String image = stand.publish("auto", "live", service());
      String name = stand.container("auto", image, "{}");
      stand.start();
      assertThat(stand.row(name).automatic()).isFalse();
      UpdateRow row = stand.row(name);
      stand.onFx(() -> {
        stand.model.toggle(List.of(row), failure -> stand.told.add(failure.cause()));
        return true;
      });
      await(() -> stand.row(name).automatic());
      assertThat(folder.resolve("auto.json")).content().contains("\"" + name + "\":true");
      stand.check();
      assertThat(stand.row(name).automatic()).isTrue();
      assertThat(stand.told).isEmpty();
    }
  }
}
