package org.dimdesktop.support;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.build.EngineImageBuilder;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.dim.daemon.StorageConfig;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.engine.transport.EngineConnection;

/** A dim daemon on a free port that clones from, builds on and pushes to the test bed. */
public final class RealDaemon implements AutoCloseable {
  private final TestBed bed = TestBed.require();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final Path data = TestFolder.create();
  private final EngineConnection engine =
      new EngineConnection(EngineEndpoint.of(bed.engine().uri().toString()));
  private final TestGit git = TestGit.open();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final DimDaemon daemon;

  public RealDaemon() {
    this(true);
  }

  /** A daemon with a user {@code admin}, as one that stands alone. */
  public static RealDaemon withPassword() {
    return new RealDaemon(false);
  }

  private RealDaemon(boolean embedded) {
    DaemonConfig config =
        new DaemonConfig(
            "127.0.0.1",
            0,
            false,
            data,
            2,
            50,
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            false,
            "tester",
            embedded,
            List.of(),
            StorageConfig.DEFAULT,
            null);
    EngineImageBuilder builder = new EngineImageBuilder(engine, new ImageService(engine), io);
    daemon = DimDaemon.start(config, () -> builder, "test");
  }

  public URI uri() {
    return daemon.address();
  }

  /** The password of {@code admin} that its first start made. */
  public String password() {
    return daemon.firstPassword().orElseThrow();
  }

  /** The daemon by another way, such as a proxy. */
  public DaemonAddress at(URI uri) {
    return new DaemonAddress(uri, daemon.bootstrapToken());
  }

  public DaemonAddress address() {
    return at(uri());
  }

  /** Anonymous credentials for the hosts of the test bed that ask for none. */
  public void allowHosts(DimClient client) {
    CredentialUpdate anonymous = new CredentialUpdate(CredentialKind.ANONYMOUS, null, null);
    client.access().putCredential(Realm.GIT, gitHost(), anonymous);
    client.access().putCredential(Realm.REGISTRY, bed.registries().open(), anonymous);
  }

  public String gitHost() {
    return git.url().getHost() + ":" + git.url().getPort();
  }

  /** Commits a Dockerfile whose last step runs {@code script}, and asks for its build. */
  public BuildRequest request(String script) {
    String step = "RUN [\"/busybox\", \"sh\", \"-c\", \"" + ": " + run + "; " + script + "\"]\n";
    return requestOf("FROM scratch\nCOPY busybox /busybox\n" + step);
  }

  /** Commits this Dockerfile, beside a file {@code busybox}, and asks for its build. */
  public BuildRequest requestOf(String dockerfile) {
    try {
      git.commitFile("busybox", bed.busybox());
      git.commit(Map.of("Dockerfile", dockerfile));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return BuildRequest.of(git.url().toString(), "main", image(), "1");
  }

  /** The image that requests build. */
  public String image() {
    return bed.registries().open() + "/client-" + run + "/app";
  }

  @Override
  public void close() {
    daemon.close();
    engine.close();
    io.close();
    git.close();
    TestFolder.delete(data);
  }
}
