package org.dimdesktop.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The servers that packaging/testbed started, as its environment tells them. A test that needs them
 * fails where they are not there: a green run that skipped them would say nothing.
 */
public record TestBed(
    List<Engine> engines,
    Registries registries,
    Git git,
    Path busybox,
    Path enginesScript,
    Optional<Path> engineDir) {

  /**
   * A Docker engine that runs: {@code e20}, {@code e28c}, or {@code host} for one that was given.
   */
  public record Engine(String name, URI uri) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Registries as {@code 127.0.0.1:PORT}; the user and the password hold for {@code basic} and
   * {@code token}. At {@code token}, {@link #READER} with the same password may pull only, and
   * anybody may pull what is below {@code public/} (see {@link TokenServer}).
   */
  public record Registries(String open, String basic, String token, String user, String password) {
    public static final String READER = "reader";
  }

  /**
   * Repositories at {@code base/open/NAME.git} and, with the login, {@code base/private/NAME.git}.
   */
  public record Git(URI base, Path root, String user, String password) {}

  public static TestBed require() {
    return new TestBed(
        engines(variable("DIM_TEST_ENGINES")),
        new Registries(
            variable("DIM_TEST_REGISTRY_OPEN"),
            variable("DIM_TEST_REGISTRY_BASIC"),
            variable("DIM_TEST_REGISTRY_TOKEN"),
            variable("DIM_TEST_REGISTRY_USER"),
            variable("DIM_TEST_REGISTRY_PASSWORD")),
        new Git(
            URI.create(variable("DIM_TEST_GIT")),
            Path.of(variable("DIM_TEST_GIT_ROOT")),
            variable("DIM_TEST_GIT_USER"),
            variable("DIM_TEST_GIT_PASSWORD")),
        Path.of(variable("DIM_TEST_BUSYBOX")),
        Path.of(variable("DIM_TEST_ENGINES_SCRIPT")),
        Optional.ofNullable(System.getenv("DIM_TEST_ENGINE_DIR")).map(Path::of));
  }

  /** For {@code @MethodSource("org.dimdesktop.support.TestBed#everyEngine")}. */
  public static Stream<Engine> everyEngine() {
    return require().engines().stream();
  }

  /** The engine for tests which do not care about its age. */
  public Engine engine() {
    return engines.getFirst();
  }

  private static List<Engine> engines(String variable) {
    List<Engine> engines = new ArrayList<>();
    for (String pair : variable.split(" ", -1)) {
      int equals = pair.indexOf('=');
      engines.add(new Engine(pair.substring(0, equals), URI.create(pair.substring(equals + 1))));
    }
    return List.copyOf(engines);
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new AssertionError(
          name
              + " is not set: this test needs real servers. Run packaging/test, or source the file"
              + " that packaging/testbed up prints.");
    }
    return value;
  }
}
