package org.dimdesktop.engine.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Finds engines as the docker command line does, but never falls back to another engine than the
 * one that was asked for; it reads files anew at every call.
 */
public final class EngineContexts {
  /** The name of the context that stands in no store. */
  public static final String DEFAULT = "default";

  private static final String ACTION = "find the Docker Engine";

  private final Map<String, String> environment;
  private final Path home;
  private final boolean windows;

  /** Looks at {@code environment} and below {@code home}, the folder of the user. */
  public EngineContexts(Map<String, String> environment, Path home) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.windows = System.getProperty("os.name", "").startsWith("Windows");
  }

  /**
   * What the search ended with.
   *
   * @param endpoint the chosen engine; null when the choice cannot be followed
   * @param failure why there is no endpoint; null when there is one
   * @param attempts what was looked at, in order, with the reason it was taken or not
   */
  public record Selection(
      @Nullable EngineEndpoint endpoint, @Nullable Failure failure, List<Attempt> attempts) {
    public Selection {
      attempts = List.copyOf(attempts);
    }
  }

  /** The engine that the docker command line would use now; never another one in its place. */
  public Selection current() {
    List<Attempt> attempts = new ArrayList<>();
    try {
      return new Selection(choose(attempts), null, attempts);
    } catch (FailureException e) {
      return new Selection(null, e.failure(), attempts);
    }
  }

  private EngineEndpoint choose(List<Attempt> attempts) {
    if (!variable("DOCKER_HOST").isEmpty()) {
      return chosen(attempts, "DOCKER_HOST", ofHost());
    }
    attempts.add(new Attempt("DOCKER_HOST", "is not set"));
    String name = variable("DOCKER_CONTEXT");
    if (!name.isEmpty()) {
      return named(attempts, name, "DOCKER_CONTEXT");
    }
    attempts.add(new Attempt("DOCKER_CONTEXT", "is not set"));
    DockerFolder folder = folder();
    String place = "currentContext of " + folder.configFile();
    name = attempt(attempts, place, folder::currentContext);
    if (!name.isEmpty()) {
      return named(attempts, name, place);
    }
    attempts.add(
        new Attempt(
            place, Files.exists(folder.configFile()) ? "is not set" : "the file does not exist"));
    EngineEndpoint standard = standard();
    return chosen(attempts, standard.source(), standard);
  }

  private EngineEndpoint named(List<Attempt> attempts, String name, String place) {
    String said = place + " = " + name;
    EngineEndpoint endpoint = attempt(attempts, said, () -> byName(name, place));
    return chosen(attempts, said, endpoint);
  }

  private EngineEndpoint byName(String name, String place) {
    if (name.equals(DEFAULT)) {
      return standard();
    }
    return folder()
        .context(name, place)
        .orElseThrow(() ->
            new FailureException(
                new Failure.NotFound(
                    ACTION,
                    name,
                    "there is no context of this name, though " + place + " asks for it")));
  }

  private interface Step<T> {
    T take();
  }

  private static <T> T attempt(List<Attempt> attempts, String description, Step<T> step) {
    try {
      return step.take();
    } catch (FailureException e) {
      attempts.add(new Attempt(description, e.failure().cause()));
      throw e;
    }
  }

  private static EngineEndpoint chosen(
      List<Attempt> attempts, String description, EngineEndpoint endpoint) {
    attempts.add(new Attempt(description, "leads to " + endpoint.host()));
    return endpoint;
  }

  /** Every context, {@code default} first, then by name; unreadable ones are left out. */
  public List<EngineEndpoint> list() {
    List<EngineEndpoint> all = new ArrayList<>();
    try {
      all.add(variable("DOCKER_HOST").isEmpty() ? standard() : ofHost());
    } catch (FailureException e) {
      all.add(standard()); // current() tells what is wrong with DOCKER_HOST
    }
    folder().contexts().stream()
        .sorted(Comparator.comparing(EngineEndpoint::name))
        .forEach(all::add);
    return List.copyOf(all);
  }

  /** The socket that an engine of this machine has unless it was told otherwise. */
  private EngineEndpoint standard() {
    String host = windows ? "npipe:////./pipe/docker_engine" : "unix:///var/run/docker.sock";
    return new EngineEndpoint(
        DEFAULT, "the standard socket", HostAddress.parse(ACTION, host), null, "");
  }

  private EngineEndpoint ofHost() {
    String host = variable("DOCKER_HOST");
    TlsMaterial tls = null;
    boolean verify = !variable("DOCKER_TLS_VERIFY").isEmpty();
    if (!host.startsWith("unix:") && (verify || !variable("DOCKER_TLS").isEmpty())) {
      String given = variable("DOCKER_CERT_PATH");
      Path dir = given.isEmpty() ? folder().dir() : Path.of(given);
      tls = DockerFolder.material(dir, !verify);
      if (verify && tls.ca() == null) {
        throw new FailureException(
            new Failure.Invalid(
                ACTION,
                host,
                "DOCKER_TLS_VERIFY is set but there is no ca.pem in " + dir,
                "DOCKER_CERT_PATH"));
      }
    }
    return new EngineEndpoint(DEFAULT, "DOCKER_HOST", HostAddress.parse(ACTION, host), tls, "");
  }

  private DockerFolder folder() {
    String given = variable("DOCKER_CONFIG");
    return new DockerFolder(given.isEmpty() ? home.resolve(".docker") : Path.of(given));
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
