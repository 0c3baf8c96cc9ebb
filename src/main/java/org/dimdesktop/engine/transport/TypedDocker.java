package org.dimdesktop.engine.transport;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** docker-java's typed commands on our own transport; they read no configuration of their own. */
public final class TypedDocker {
  private TypedDocker() {}

  /**
   * Commands for one action; whatever the engine refuses is thrown as a failure of that action, not
   * as docker-java's own exceptions. It need not be closed.
   */
  public static DockerClient on(EngineHttp http, String action, String subject) {
    return DockerClientImpl.getInstance(
        new Config(), new OkDockerHttpClient(http, action, subject));
  }

  /** docker-java's own configuration would look into the environment and the user's folder. */
  private static final class Config implements DockerClientConfig {
    @Override
    public URI getDockerHost() {
      return URI.create("unix:///decided-by-the-transport");
    }

    @Override
    public RemoteApiVersion getApiVersion() {
      return RemoteApiVersion.unknown(); // the transport puts the negotiated one before the path
    }

    @Override
    public @Nullable String getRegistryUsername() {
      return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
      return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
      return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
      return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String image) {
      return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
      return new AuthConfigurations();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface asks for it
    public @Nullable SSLConfig getSSLConfig() {
      return null;
    }
  }
}
