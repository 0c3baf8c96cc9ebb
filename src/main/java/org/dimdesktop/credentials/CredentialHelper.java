package org.dimdesktop.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** One {@code docker-credential-X} program (docker/docker-credential-helpers protocol). */
final class CredentialHelper {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[\\w.-]+");
  private static final String NOT_FOUND = "credentials not found";

  private final String name;
  private final @Nullable String searchPath;
  private final Duration timeout;
  private final Executor io;

  /** The helper whose name has the suffix {@code suffix}, looked up in {@code searchPath}. */
  CredentialHelper(String suffix, @Nullable String searchPath, Duration timeout, Executor io) {
    if (!NAME.matcher(suffix).matches()) {
      throw failed("run", "docker-credential-" + suffix, "this is not the name of a helper");
    }
    this.name = "docker-credential-" + suffix;
    this.searchPath = searchPath;
    this.timeout = timeout;
    this.io = io;
  }

  /**
   * The login that the helper keeps; empty when it says that it has none.
   *
   * @throws FailureException when it is missing, crashes or takes too long
   */
  Optional<Credential> get(String key) {
    Output output = run("get", key);
    if (output.exit() != 0) {
      if (output.text().contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw refused("get", output);
    }
    JsonNode answer = parse(output);
    String secret = answer.path("Secret").asText("");
    return secret.isEmpty()
        ? Optional.empty()
        : Optional.of(Credential.of(answer.path("Username").asText(""), secret));
  }

  /** Keeps a login. */
  void store(String key, Credential credential) {
    String user =
        credential instanceof Credential.IdentityToken
            ? Credential.TOKEN_USER
            : credential.username();
    String input =
        JSON.createObjectNode()
            .put("ServerURL", key)
            .put("Username", user)
            .put("Secret", credential.secret())
            .toString();
    Output output = run("store", input);
    if (output.exit() != 0) {
      throw refused("store", output);
    }
  }

  /** Forgets a login; one that it does not have is no failure. */
  void erase(String key) {
    Output output = run("erase", key);
    if (output.exit() != 0 && !output.text().contains(NOT_FOUND)) {
      throw refused("erase", output);
    }
  }

  /** The keys that it has logins for. */
  List<String> list() {
    Output output = run("list", "");
    if (output.exit() != 0) {
      throw refused("list", output);
    }
    List<String> keys = new ArrayList<>();
    parse(output).fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private record Output(int exit, String text) {}

  private Output run(String verb, String input) {
    ProcessBuilder builder = new ProcessBuilder(HelperPath.resolve(name, searchPath), verb);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw failed(verb, name, "it cannot be started; is it installed and in PATH?");
    }
    try (InputStream stdout = process.getInputStream()) {
      CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> readAll(stdout), io);
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // It ended without reading; its exit status says why.
      }
      String answer = text.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      return new Output(process.exitValue(), answer);
    } catch (TimeoutException e) {
      throw failed(verb, name, "it gave no answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException | IOException e) {
      throw failed(verb, name, "its answer could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(new Failure.Cancelled("ask", name, "it was cancelled"));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String readAll(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private JsonNode parse(Output output) {
    try {
      return JSON.readTree(output.text());
    } catch (JsonProcessingException e) {
      throw failed("ask", name, "its answer is not JSON");
    }
  }

  /** Helpers write their errors to standard output, one short line; a secret never stands there. */
  private FailureException refused(String verb, Output output) {
    String words = output.text().strip().lines().findFirst().orElse("");
    return failed(
        verb,
        name,
        words.isEmpty() || words.startsWith("{") ? "it ended with status " + output.exit() : words);
  }

  private static FailureException failed(String verb, String name, String cause) {
    return new FailureException(new Failure.Broken(verb + " a login with", name, cause));
  }
}
