package org.dimdesktop.ui.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.ui.builds.StepNode.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepTreeTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

  private static BuildStep step(int number, String name, int from, int to, @Nullable String error) {
    return new BuildStep(
        number,
        name,
        from < 0 ? null : T0.plusSeconds(from),
        to < 0 ? null : T0.plusSeconds(to),
        false,
        error,
        null,
        null);
  }

  private static StepNode find(StepTree tree, String label) {
    return tree.groups().stream()
        .flatMap(g ->
            java.util.stream.Stream.concat(java.util.stream.Stream.of(g), g.children().stream()))
        .filter(n -> n.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void groupsStepsByStageOnOneAxis() {
    StepTree tree =
        StepTree.of(
            List.of(
                step(1, "[internal] load build definition", 0, 1, null),
                step(2, "[build 1/2] FROM x", 1, 3, null),
                step(3, "[linux/arm64 stage-1 2/2] COPY a b", 5, -1, null),
                step(4, "[build  2/2] RUN make", 3, 5, null),
                step(5, "exporting to image", -1, -1, null)),
            false,
            T0.plusSeconds(10));
    assertThat(tree.groups())
        .extracting(StepNode::label)
        .containsExactly("Preparation", "build", "linux/arm64 stage-1", "Image");
    StepNode build = find(tree, "build");
    assertThat(build.children()).extracting(StepNode::label).containsExactly("FROM x", "RUN make");
    assertThat(build.state()).isEqualTo(State.DONE);
    assertThat(build.duration(T0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(find(tree, "COPY a b").state()).isEqualTo(State.RUNNING);
    assertThat(find(tree, "COPY a b").duration(T0.plusSeconds(7))).isEqualTo(Duration.ofSeconds(2));
    assertThat(find(tree, "Image").state()).isEqualTo(State.WAITING);
    assertThat(tree.position(T0)).isZero();
    assertThat(tree.position(T0.plusSeconds(5))).isEqualTo(0.5);
    assertThat(StepsModel.linesOf(build).matcher("#4 0.1 gcc").find()).isTrue();
    assertThat(StepsModel.linesOf(build).matcher("#44 0.1 gcc").find()).isFalse();
    assertThat(StepsModel.linesOf(build).matcher("say #4 x").find()).isFalse();
  }

  @Test
  void tellsAFailureFromWhatWasStoppedForIt() {
    StepTree tree =
        StepTree.of(
            List.of(
                step(1, "[1/3] RUN a", 0, 2, "context canceled"),
                step(2, "[2/3] RUN b", 0, 2, "exit code: 1"),
                step(3, "[3/3] RUN c", 1, -1, null)),
            true,
            T0.plusSeconds(60));
    assertThat(tree.groups().getFirst().state()).isEqualTo(State.FAILED);
    assertThat(tree.groups().getFirst().children())
        .extracting(StepNode::state)
        .containsExactly(State.STOPPED, State.FAILED, State.STOPPED);
    assertThat(tree.failed()).hasValueSatisfying(s -> assertThat(s.number()).isEqualTo(2));
    assertThat(tree.end()).isEqualTo(T0.plusSeconds(2));
  }
}
