package org.dimdesktop.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BuildStepsTest {
  private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

  private final List<String> lines = new ArrayList<>();
  private final Map<Integer, StepState> states = new TreeMap<>();
  private final BuildSteps steps =
      new BuildSteps(
          (stderr, step, text) -> lines.add((stderr ? "err " : "out ") + text),
          changed -> changed.forEach(s -> states.put(s.number(), s)),
          new StepSource("FROM scratch\nRUN make\nCOPY a b\n"));

  private void accept(Proto response) {
    steps.accept(BuildKitTrace.decode(response.toBytes()));
  }

  private static Proto vertex(String digest, String name) {
    return new Proto().text(1, digest).text(2, "input").text(3, name);
  }

  private static Proto log(String digest, int stream, byte[] text) {
    return new Proto().text(1, digest).time(2, T0.plusMillis(123)).number(3, stream).bytes(4, text);
  }

  private static Proto running() {
    return new Proto().message(1, vertex("d1", "[1/2] RUN make").time(5, T0));
  }

  @Test
  void aNameOrARemarkOfSeveralLinesIsToldLineByLine() {
    accept(new Proto().message(1, vertex("d1", "RUN <<EOF\nmake\r\nEOF").time(5, T0)));
    accept(new Proto().message(4, new Proto().text(1, "d1").text(3, "one\ntwo")));
    assertThat(lines)
        .containsExactly("out #1 RUN <<EOF", "out make", "out EOF", "err #1 WARN: one", "err two");
  }

  @Test
  void tellsAStepFromStartToEnd() {
    accept(new Proto().message(1, vertex("d1", "[1/2] RUN make")));
    accept(running());
    accept(new Proto().message(3, log("d1", 1, "hel".getBytes(StandardCharsets.UTF_8))));
    accept(new Proto().message(3, log("d1", 2, "warn\r\n".getBytes(StandardCharsets.UTF_8))));
    accept(new Proto().message(3, log("d1", 1, "lo\nrest".getBytes(StandardCharsets.UTF_8))));
    accept(
        new Proto()
            .message(1, vertex("d1", "[1/2] RUN make").time(5, T0).time(6, T0.plusMillis(250)))
            .message(1, vertex("d2", "[2/2] COPY a b").number(4, 1).time(5, T0).time(6, T0)));
    assertThat(lines)
        .containsExactly(
            "out #1 [1/2] RUN make",
            "err #1 0.123 warn",
            "out #1 0.123 hello",
            "out #1 0.123 rest",
            "out #1 DONE 0.3s",
            "out #2 [2/2] COPY a b",
            "out #2 CACHED");
    assertThat(steps.progress().fraction()).isEqualTo(1);
    Instant end = T0.plusMillis(250);
    assertThat(states.values())
        .containsExactly(
            new StepState(1, "[1/2] RUN make", T0, end, false, null, 2, null),
            new StepState(2, "[2/2] COPY a b", T0, T0, true, null, 3, null));
  }

  @Test
  void whatAStepSaysInTheItemThatEndsItComesBeforeItsEnd() {
    accept(
        new Proto()
            .message(1, vertex("d1", "export").time(5, T0).time(6, T0.plusSeconds(1)))
            .message(1, vertex("d2", "next").time(5, T0))
            .message(2, new Proto().text(1, "naming").text(2, "d1").time(7, T0).time(8, T0))
            .message(3, log("d2", 1, "second\n".getBytes(StandardCharsets.UTF_8)))
            .message(3, log("d1", 1, "first".getBytes(StandardCharsets.UTF_8))));
    assertThat(lines)
        .containsExactly(
            "out #1 export",
            "out #1 naming done",
            "out #1 0.123 first",
            "out #1 DONE 1.0s",
            "out #2 next",
            "out #2 0.123 second");
  }

  @Test
  void joinsCharactersCutAtAnyByte() {
    byte[] text = "größe: 漢字 🎉\n".getBytes(StandardCharsets.UTF_8);
    accept(running());
    for (byte b : text) {
      accept(new Proto().message(3, log("d1", 1, new byte[] {b})));
    }
    assertThat(lines).last().isEqualTo("out #1 0.123 größe: 漢字 🎉");
  }

  @Test
  void replacesInvalidUtf8AndCutsEndlessLines() {
    accept(running());
    accept(new Proto().message(3, log("d1", 1, new byte[] {'a', (byte) 0xff, '\n'})));
    assertThat(lines).last().isEqualTo("out #1 0.123 a\uFFFD");
    byte[] endless = new byte[StepOutput.MAX_LINE * 3];
    Arrays.fill(endless, (byte) 'x');
    accept(new Proto().message(3, log("d1", 1, endless)));
    assertThat(lines.stream().filter(line -> line.endsWith("xxx"))).hasSize(3);
  }

  @Test
  void namesTheStepThatFailedAndNotTheOnesThatWereStoppedForIt() {
    accept(
        new Proto()
            .message(
                1, vertex("d1", "[a] RUN x").time(5, T0).time(6, T0).text(7, "context canceled"))
            .message(1, vertex("d2", "[b] RUN y").time(5, T0).time(6, T0).text(7, "exit code: 3")));
    assertThat(java.util.Objects.requireNonNull(steps.failed()).name()).isEqualTo("[b] RUN y");
    assertThat(lines).contains("err #1 CANCELED", "err #2 ERROR: exit code: 3");
  }

  @Test
  void tellsAStepThatRunsAgainAsEndedAgain() {
    accept(new Proto().message(1, vertex("d1", "x").time(5, T0).time(6, T0.plusSeconds(1))));
    accept(new Proto().message(1, vertex("d1", "x").time(5, T0).time(6, T0.plusSeconds(1))));
    accept(
        new Proto()
            .message(1, vertex("d1", "x").time(5, T0.plusSeconds(5)).time(6, T0.plusSeconds(7))));
    assertThat(lines).containsExactly("out #1 x", "out #1 DONE 1.0s", "out #1 DONE 2.0s");
  }

  @Test
  void readsOverFieldsThatANewerEngineAdds() {
    Proto unknown =
        new Proto()
            .message(9, new Proto().text(1, "future"))
            .number(12, 7)
            .message(1, vertex("d1", "x").message(8, new Proto().text(1, "group")).time(5, T0));
    BuildKitTrace trace = BuildKitTrace.decode(unknown.toBytes());
    assertThat(trace.whole()).isTrue();
    assertThat(trace.vertexes()).hasSize(1);
  }

  @Test
  void keepsWhatStandsBesideABrokenPart() {
    Proto broken =
        new Proto()
            .bytes(1, new byte[] {0x0a, 0x7f, 'x'})
            .message(1, vertex("d1", "x").time(5, T0));
    BuildKitTrace trace = BuildKitTrace.decode(broken.toBytes());
    assertThat(trace.whole()).isFalse();
    assertThat(trace.vertexes()).extracting(BuildKitTrace.Vertex::name).containsExactly("x");
  }

  @Test
  void survivesEveryTruncationAndRandomDamage() {
    byte[] good =
        new Proto()
            .message(1, vertex("d1", "[1/2] RUN make").time(5, T0).time(6, T0.plusSeconds(1)))
            .message(2, new Proto().text(1, "layer").text(2, "d1").number(4, 5).number(5, 9))
            .message(3, log("d1", 1, "text\n".getBytes(StandardCharsets.UTF_8)))
            .message(4, new Proto().text(1, "d1").text(3, "brief").text(5, "https://x"))
            .toBytes();
    assertThat(BuildKitTrace.decode(good).whole()).isTrue();
    for (int length = 0; length < good.length; length++) {
      steps.accept(BuildKitTrace.decode(Arrays.copyOf(good, length)));
    }
    Random random = new Random(20260102);
    int damaged = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      BuildKitTrace trace = BuildKitTrace.decode(bad);
      damaged += trace.whole() ? 0 : 1;
      steps.accept(trace);
    }
    steps.finish();
    assertThat(damaged).isGreaterThan(10_000);
    assertThat(BuildSteps.decode("no base64 !").whole()).isFalse();
  }
}
