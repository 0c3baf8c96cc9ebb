package org.dimdesktop.dim.daemon.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.util.HttpSupport;

/**
 * HTTP connections that carry credentials to one server only, wherever it may redirect to, and
 * whose answers are counted.
 */
final class GuardedConnections implements HttpConnectionFactory {
  private final RepoUrl repo;
  private final CloneWatch watch;

  GuardedConnections(RepoUrl repo, CloneWatch watch) {
    this.repo = repo;
    this.watch = watch;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return repo.isSameServer(url.getProtocol(), url.getHost(), url.getPort())
        ? new Plain(url)
        : new WithoutCredentials(url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return repo.isSameServer(url.getProtocol(), url.getHost(), url.getPort())
        ? new Plain(url, proxy)
        : new WithoutCredentials(url, proxy);
  }

  private class Plain extends JDKHttpConnection {
    Plain(URL url) throws IOException {
      super(url);
    }

    Plain(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return watch.count(super.getInputStream());
    }
  }

  private final class WithoutCredentials extends Plain {
    WithoutCredentials(URL url) throws IOException {
      super(url);
    }

    WithoutCredentials(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public void setRequestProperty(String key, String value) {
      if (!key.equalsIgnoreCase(HttpSupport.HDR_AUTHORIZATION)
          && !key.equalsIgnoreCase(HttpSupport.HDR_COOKIE)) {
        super.setRequestProperty(key, value);
      }
    }
  }
}
