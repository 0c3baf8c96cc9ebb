package org.dimdesktop.dim.daemon.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.dimdesktop.dim.api.ErrorClass;
import org.dimdesktop.dim.daemon.store.Credential;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.lib.SubmoduleConfig.FetchRecurseSubmodulesMode;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/** Clones one commit of a repository, with nothing of its history, submodules or LFS objects. */
public final class GitCloner {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final int TIMEOUT_SECONDS = 60;

  private final CloneBounds bounds;

  /** A cloner with the usual bounds. */
  public GitCloner() {
    this(CloneBounds.USUAL);
  }

  /** A cloner with bounds of its own. */
  public GitCloner(CloneBounds bounds) {
    this.bounds = bounds;
    IsolatedSystem.install();
  }

  /**
   * Fetches {@code ref} (a branch, a tag, a full ref or a full commit id) and checks it out below
   * {@code directory}, which must be empty.
   *
   * @param credential what the repository's server, and nobody else, is told when it asks
   * @param cancelled asked often; {@code true} ends the clone with a {@link CancellationException}
   * @throws CloneException {@code ref_not_found}, or {@code clone_failed}, also when a bound is
   *     exceeded
   */
  public Checkout fetch(
      RepoUrl repo,
      String ref,
      @Nullable Credential credential,
      Path directory,
      BooleanSupplier cancelled)
      throws CloneException, IOException {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Path gitDir = directory.resolve("git");
    CloneWatch watch = new CloneWatch(bounds, cancelled);
    try (Git git = Git.init().setDirectory(tree.toFile()).setGitDir(gitDir.toFile()).call()) {
      forbidCleaning(git);
      boolean byCommit = COMMIT.matcher(ref).matches();
      String source = byCommit ? ref : resolve(repo, ref, credential, watch);
      ObjectId commit;
      try {
        commit = fetchShallow(git, repo, source, credential, watch);
      } catch (GitAPIException | MissingObjectException e) {
        if (!byCommit || watch.isCancelled()) {
          throw e;
        }
        commit = searchEverywhere(git, repo, ref, credential, watch);
      }
      watch.requireSmall();
      bounds.requireSmall(git.getRepository(), commit);
      git.checkout().setName(commit.name()).setForced(true).call();
      return new Checkout(tree, commit.name());
    } catch (GitAPIException | org.eclipse.jgit.api.errors.JGitInternalException e) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      watch.requireSmall();
      throw new CloneException(ErrorClass.CLONE_FAILED, reason(repo, e));
    } finally {
      Checkout.deleteTree(gitDir);
      Files.deleteIfExists(tree.resolve(".git"));
    }
  }

  /** After a fetch the repository would be cleaned in the background, while it is being deleted. */
  private static void forbidCleaning(Git git) throws IOException {
    StoredConfig config = git.getRepository().getConfig();
    config.setBoolean("gc", null, "autoDetach", false);
    config.setInt("gc", null, "auto", 0);
    config.save();
  }

  private static String resolve(
      RepoUrl repo, String ref, @Nullable Credential credential, CloneWatch watch)
      throws GitAPIException, CloneException {
    Map<String, Ref> refs =
        configure(
                Git.lsRemoteRepository().setRemote(repo.uri().toString()), repo, credential, watch)
            .callAsMap();
    for (String name : new String[] {"refs/heads/" + ref, "refs/tags/" + ref, ref}) {
      if (refs.containsKey(name)) {
        return name;
      }
    }
    throw new CloneException(
        ErrorClass.REF_NOT_FOUND, "the repository has no branch or tag " + ref);
  }

  private static ObjectId fetchShallow(
      Git git, RepoUrl repo, String source, @Nullable Credential credential, CloneWatch watch)
      throws GitAPIException, IOException {
    String local = "refs/dim/build";
    configure(
            git.fetch()
                .setRemote(repo.uri().toString())
                .setRefSpecs(new RefSpec("+" + source + ":" + local))
                .setDepth(1)
                .setTagOpt(TagOpt.NO_TAGS)
                .setRecurseSubmodules(FetchRecurseSubmodulesMode.NO)
                .setProgressMonitor(watch),
            repo,
            credential,
            watch)
        .call();
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      // What was asked for by its id is fetched, but no local ref is made for it.
      ObjectId fetched =
          ObjectId.isId(source) ? ObjectId.fromString(source) : git.getRepository().resolve(local);
      return walk.parseCommit(fetched).copy();
    }
  }

  /** For servers that hand out only what a ref names: all refs with their history. */
  private static ObjectId searchEverywhere(
      Git git, RepoUrl repo, String commit, @Nullable Credential credential, CloneWatch watch)
      throws GitAPIException, IOException, CloneException {
    configure(
            git.fetch()
                .setRemote(repo.uri().toString())
                .setRefSpecs(
                    new RefSpec("+refs/heads/*:refs/dim/heads/*"),
                    new RefSpec("+refs/tags/*:refs/dim/tags/*"))
                .setTagOpt(TagOpt.NO_TAGS)
                .setRecurseSubmodules(FetchRecurseSubmodulesMode.NO)
                .setProgressMonitor(watch),
            repo,
            credential,
            watch)
        .call();
    try (RevWalk walk = new RevWalk(git.getRepository())) {
      return walk.parseCommit(ObjectId.fromString(commit)).copy();
    } catch (MissingObjectException | org.eclipse.jgit.errors.IncorrectObjectTypeException e) {
      throw new CloneException(ErrorClass.REF_NOT_FOUND, "the repository has no commit " + commit);
    }
  }

  private static <C extends TransportCommand<C, ?>> C configure(
      C command, RepoUrl repo, @Nullable Credential credential, CloneWatch watch) {
    command.setTimeout(TIMEOUT_SECONDS);
    command.setTransportConfigCallback(transport -> {
      if (transport instanceof TransportHttp http) {
        http.setHttpConnectionFactory(new GuardedConnections(repo, watch));
      }
    });
    if (credential != null && credential.secret() != null) {
      command.setCredentialsProvider(new HostCredentials(repo, credential));
    }
    return command;
  }

  /**
   * The innermost message says what happened; the address, which others repeat, is told already.
   */
  private static String reason(RepoUrl repo, Throwable e) {
    Throwable inner = e;
    while (inner.getCause() != null) {
      if (inner instanceof NoRemoteRepositoryException) {
        break;
      }
      inner = inner.getCause();
    }
    if (inner instanceof NoRemoteRepositoryException) {
      return "the git server has no such repository, or does not show it to the login that is"
          + " stored for its host";
    }
    String message = inner.getMessage();
    String outer = e.getMessage();
    if (message == null || message.isBlank()) {
      message = outer == null ? inner.getClass().getSimpleName() : outer;
    }
    if (message.contains("no CredentialsProvider has been registered")) {
      return "the git server asks for a login, and no secret is stored for its host";
    }
    String address = repo.uri() + ": ";
    return message.startsWith(address)
        ? message.substring(address.length()).strip()
        : message.strip();
  }
}
