package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A repository of the test's own on the test bed's git server; {@code main} is its branch. */
public final class TestGit implements AutoCloseable {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_AUTHOR_NAME", "Test",
          "GIT_AUTHOR_EMAIL", "test@example.org",
          "GIT_COMMITTER_NAME", "Test",
          "GIT_COMMITTER_EMAIL", "test@example.org");

  private final Path bare;
  private final URI url;
  private final Path work = TestFolder.create();

  private TestGit(String area) {
    TestBed.Git server = TestBed.require().git();
    String path = area + "/t" + UUID.randomUUID() + ".git";
    bare = server.root().resolve(path);
    url = URI.create(server.base() + "/" + path);
    Command.of("git", "init", "-q", "--bare", "--initial-branch=main", bare)
        .with(ENVIRONMENT)
        .run();
    git("init", "-q", "--initial-branch=main");
    git("remote", "add", "origin", bare.toString());
  }

  /** Anybody may fetch and push. */
  public static TestGit open() {
    return new TestGit("open");
  }

  /** Only the test bed's git user may. */
  public static TestGit closed() {
    return new TestGit("private");
  }

  public URI url() {
    return url;
  }

  /** The repository on the server. */
  public Path bare() {
    return bare;
  }

  /** Adds or replaces files on the current branch; the commit's hash. */
  public String commit(Map<String, String> files) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = work.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "Change " + String.join(", ", files.keySet()));
    push();
    return head();
  }

  /** Adds a symbolic link to the current branch; the commit's hash. */
  public String commitLink(String name, String target) {
    try {
      Files.createSymbolicLink(work.resolve(name), Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commit(Map.of());
  }

  /** Adds a submodule that nobody has fetched. */
  public void commitSubmodule(String name, URI url) {
    try {
      Files.createDirectories(work.resolve(name));
      Files.writeString(
          work.resolve(".gitmodules"),
          "[submodule \"" + name + "\"]\n\tpath = " + name + "\n\turl = " + url + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    git("add", "-A");
    git("update-index", "--add", "--cacheinfo", "160000," + head() + "," + name);
    git("commit", "-q", "-m", "Add the submodule " + name);
    push();
  }

  /** Adds or replaces an executable file on the current branch. */
  public void commitFile(String name, Path from) throws IOException {
    Files.copy(
        from,
        work.resolve(name),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    commit(Map.of());
  }

  /** Makes a branch at the current commit and goes on with it. */
  public void branch(String name) {
    git("switch", "-q", "-c", name);
    push();
  }

  public void switchTo(String branch) {
    git("switch", "-q", branch);
  }

  /** Tags the current commit, without a tag object. */
  public void tag(String name) {
    git("tag", "-f", name);
    push();
  }

  /** Tags the current commit by a tag object, which has a hash of its own. */
  public void annotatedTag(String name) {
    git("tag", "-f", "-a", "-m", name, name);
    push();
  }

  public String head() {
    return git("rev-parse", "HEAD").strip();
  }

  @Override
  public void close() {
    TestFolder.delete(work);
    TestFolder.delete(bare);
  }

  private void push() {
    git("push", "-q", "--force", "origin", "--all");
    git("push", "-q", "--force", "origin", "--tags");
  }

  private String git(String... arguments) {
    List<Object> words = new ArrayList<>(List.of("git", "-C", work));
    words.addAll(List.of(arguments));
    return Command.of(words.toArray()).with(ENVIRONMENT).run();
  }
}
