package org.dimdesktop.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.dimdesktop.build.DockerfileText.Instruction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepSourceTest {
  private static final String DOCKERFILE =
      """
      # syntax=docker/dockerfile:1
      ARG BASE=alpine
      FROM ${BASE} AS Build
      ENV A=1
      RUN echo one \\
        # why

        && echo two
      COPY <<EOF /etc/motd
      RUN not an instruction
      EOF
      RUN echo $A
      FROM scratch
      COPY --from=build /a /b
      WORKDIR /b
      """;

  private final StepSource source = new StepSource(DOCKERFILE);

  private @Nullable Integer line(String name) {
    Instruction found = source.find(name);
    return found == null ? null : found.line();
  }

  @Test
  void findsEachInstructionByItsPlace() {
    assertThat(line("[build 1/4] FROM docker.io/library/alpine@sha256:aa")).isEqualTo(3);
    assertThat(line("[build 2/4] RUN echo one   && echo two")).isEqualTo(5);
    assertThat(line("[build 3/4] COPY <<EOF /etc/motd")).isEqualTo(9);
    assertThat(line("[build 4/4] RUN echo 1")).isEqualTo(12);
    assertThat(line("[stage-1 1/2] COPY --from=build /a /b")).isEqualTo(14);
    assertThat(line("[linux/arm64 stage-1  2/2] WORKDIR /b")).isEqualTo(15);
  }

  @Test
  void doesNotGuess() {
    assertThat(line("[internal] load build definition from Dockerfile")).isNull();
    assertThat(line("[2/4] RUN echo 1")).isNull();
    assertThat(line("[other 2/4] RUN echo 1")).isNull();
    assertThat(line("[build 3/9] RUN echo 1")).isNull();
    assertThat(line("exporting to image")).isNull();
    assertThat(StepSource.NONE.find("[1/1] RUN x")).isNull();
  }

  @Test
  void findsByItsWordsWhereABaseImageAddsSteps() {
    assertThat(line("[stage-1 3/7] WORKDIR   /b")).isEqualTo(15);
  }

  @Test
  void showsAnInstructionAsItStandsInTheFile() {
    Instruction run = java.util.Objects.requireNonNull(source.find("[build 2/4] RUN x"));
    assertThat(source.excerpt(run)).isEqualTo("RUN echo one \\\n  # why\n\n  && echo two");
    assertThat(source.excerpt(99)).isEmpty();
  }

  @Test
  void readsTheLineThatAnErrorNames() {
    assertThat(StepSource.lineIn("dockerfile parse error on line 2: unknown")).isEqualTo(2);
    assertThat(StepSource.lineIn("dockerfile parse error line 31: unknown")).isEqualTo(31);
    assertThat(StepSource.lineIn("Dockerfile:7\n----")).isEqualTo(7);
    assertThat(StepSource.lineIn("exit code: 2")).isNull();
  }
}
