package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestBed.Registries;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person is told when the engine or a registry refuses; the clone's own failures are in
 * {@link DaemonBuildsTest}.
 */
class DaemonFailuresTest {
  private static final String GONE = "127.0.0.1:1";

  @TempDir Path data;

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void buildsThatFail(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.open(), data, 2)) {
      b.allowAnonymous();
      b.daemon.basic("registry", GONE, "somebody", "s3cret-" + b.run);
      b.dockerfile("RUN echo begun %1$s; echo s3cret-%1$s >&2; exit 7\n".formatted(b.run));
      String step = submit(b, "main", "step");
      branch(b, "syntax", RealBuilds.BASE + "NOSUCH thing\n");
      String syntax = submit(b, "syntax", "syntax");
      branch(b, "base", "FROM " + b.image(b.registries.open(), "none") + ":1\n");
      String base = submit(b, "base", "base");

      Build failed = assertFailure(b, step, "build_failed");
      assertThat(failed.errorSummary()).contains("RUN echo begun").contains("exit code: 7");
      assertThat(failed.errorSummary()).contains("***").doesNotContain("s3cret");
      assertThat(b.daemon.log(step)).anyMatch(l -> l.endsWith(" begun " + b.run));
      assertThat(b.daemon.get("/builds/" + step + "/logs").body()).doesNotContain("s3cret");
      assertThat(assertFailure(b, syntax, "build_failed").errorSummary())
          .contains("line 4")
          .contains("NOSUCH");
      assertThat(assertFailure(b, base, "build_failed").errorSummary()).contains("none:1");
    }
  }

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void pushesThatFail(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.open(), data, 2)) {
      Registries all = b.registries;
      b.allowAnonymous();
      b.daemon.basic("registry", all.token(), Registries.READER, all.password());
      b.daemon.basic("registry", all.basic(), all.user(), "wrong-password");
      b.daemon.anonymous("registry", GONE);
      b.dockerfile("RUN echo %s\n".formatted(b.run));
      String reader = b.daemon.submit(b.git.url(), "main", b.image(all.token(), "app"), "1");
      String wrong = b.daemon.submit(b.git.url(), "main", b.image(all.basic(), "app"), "1");
      String gone = b.daemon.submit(b.git.url(), "main", b.image(GONE, "app"), "1");

      assertFailure(b, reader, "push_denied");
      assertFailure(b, wrong, "push_denied");
      assertThat(assertFailure(b, gone, "push_failed").errorSummary())
          .contains("connection refused");
      assertThat(RegistryProbe.digest(b.image(all.token(), "app") + ":1")).isEmpty();
      assertThat(RegistryProbe.digest(b.image(all.basic(), "app") + ":1")).isEmpty();
      b.assertNothingLeftOnTheEngine();
    }
  }

  private static void branch(RealBuilds b, String name, String dockerfile) {
    b.git.branch(name);
    b.git.commit(Map.of("Dockerfile", dockerfile));
  }

  private static String submit(RealBuilds b, String ref, String name) {
    return b.daemon.submit(b.git.url(), ref, b.image(b.registries.open(), name), "1");
  }

  private static Build assertFailure(RealBuilds b, String id, String errorClass) {
    Build build = b.daemon.awaitEnd(id);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILURE);
    assertThat(build.errorClass()).as("%s", build).isEqualTo(errorClass);
    assertThat(build.errorSummary()).isNotBlank().doesNotContain("\n");
    assertThat(build.digest()).isNull();
    assertThat(b.daemon.log(id)).endsWith(errorClass + ": " + build.errorSummary());
    return build;
  }
}
