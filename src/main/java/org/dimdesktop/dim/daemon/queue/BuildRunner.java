package org.dimdesktop.dim.daemon.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dimdesktop.build.BuildJob;
import org.dimdesktop.build.BuilderPool;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.build.RegistryLogin;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.daemon.git.Checkout;
import org.dimdesktop.dim.daemon.git.CloneException;
import org.dimdesktop.dim.daemon.git.GitCloner;
import org.dimdesktop.dim.daemon.git.RepoUrl;
import org.dimdesktop.dim.daemon.store.BuildStore;
import org.dimdesktop.dim.daemon.store.Credential;
import org.dimdesktop.dim.daemon.store.CredentialStore;
import org.dimdesktop.dim.daemon.store.CredentialType;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one build: clone, build, push. It runs on one thread and stops when interrupted. */
final class BuildRunner {
  private static final Logger LOG = LoggerFactory.getLogger(BuildRunner.class);

  private final BuildStore store;
  private final CredentialStore credentials;
  private final GitCloner cloner;
  private final BuilderPool builders;
  private final Path work;
  private final boolean keepImages;
  private final Map<ImageBuilder, BuiltImages> built = new ConcurrentHashMap<>();

  BuildRunner(BuildStore store, CredentialStore credentials, BuildWork work) {
    this.store = store;
    this.credentials = credentials;
    this.cloner = work.cloner();
    this.builders = work.builders();
    this.work = work.directory();
    this.keepImages = work.keepImages();
  }

  /** Builds and pushes, and returns the manifest's digest at the registry. */
  String run(Build build, RunningBuild running, BuildRecord log) throws Exception {
    Path directory = work.resolve(build.id());
    try {
      log.system("Cloning " + build.repo() + " at " + build.ref());
      Checkout checkout = clone(build, running, directory);
      store.commit(build.id(), checkout.commit());
      log.system("Checked out commit " + checkout.commit());
      Checkout.Source source = checkout.source(build.context(), build.dockerfile());
      try (BuilderPool.Lease engine = builders.take()) {
        return buildAndPush(engine.builder(), build, source, running, log);
      }
    } finally {
      delete(directory);
    }
  }

  private Checkout clone(Build build, RunningBuild running, Path directory)
      throws CloneException, IOException {
    RepoUrl repo = RepoUrl.parse(build.repo());
    Optional<Credential> credential = credentials.find(CredentialType.GIT, repo.host());
    return cloner.fetch(
        repo, build.ref(), credential.orElse(null), directory, running::isCancelled);
  }

  private String buildAndPush(
      ImageBuilder builder,
      Build build,
      Checkout.Source source,
      RunningBuild running,
      BuildRecord log)
      throws InterruptedException {
    ImageReference image = ImageReference.parse(build.image()).withTag(build.tag());
    BuiltImages built = builtOn(builder);
    built.enter();
    try {
      store.phase(build.id(), BuildPhase.BUILD);
      builder.build(job(build, source, image), log, running);
      if (!keepImages) {
        built.add(image);
      }
      store.phase(build.id(), BuildPhase.PUSH);
      log.system("Pushing " + image);
      String digest = builder.push(image, login(image.domain()), log, running);
      log.system("Pushed " + image + " as " + digest);
      return digest;
    } finally {
      running.shield(built::leave); // a cancelled build still cleans up
    }
  }

  private BuildJob job(Build build, Checkout.Source source, ImageReference image) {
    return new BuildJob(
        source.context(),
        source.dockerfile(),
        image,
        build.buildArgs(),
        build.target(),
        build.platform() == null ? null : Platform.parse(build.platform()),
        build.noCache(),
        logins());
  }

  private BuiltImages builtOn(ImageBuilder builder) {
    return built.computeIfAbsent(
        builder, engine -> new BuiltImages(image -> remove(engine, image)));
  }

  private static void remove(ImageBuilder builder, ImageReference image) {
    try {
      builder.remove(image);
    } catch (RuntimeException e) {
      LOG.warn("cannot remove {} from the engine: {}", image, e.getMessage());
    }
  }

  private List<RegistryLogin> logins() {
    List<RegistryLogin> logins = new ArrayList<>();
    for (Credential credential : credentials.withSecrets(CredentialType.REGISTRY)) {
      RegistryLogin login = login(credential);
      if (login != null) {
        logins.add(login);
      }
    }
    return logins;
  }

  private @Nullable RegistryLogin login(String host) {
    return credentials.find(CredentialType.REGISTRY, host).map(BuildRunner::login).orElse(null);
  }

  private static @Nullable RegistryLogin login(Credential credential) {
    String secret = credential.secret();
    String username = credential.username();
    return secret == null
        ? null
        : new RegistryLogin(credential.host(), username == null ? "" : username, secret);
  }

  private static void delete(Path directory) {
    try {
      Checkout.deleteTree(directory);
    } catch (IOException e) {
      LOG.warn("cannot delete {}: {}", directory, e.toString());
    }
  }
}
