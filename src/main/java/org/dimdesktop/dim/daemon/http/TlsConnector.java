package org.dimdesktop.dim.daemon.http;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the connector of a server that speaks TLS. */
final class TlsConnector {
  private TlsConnector() {}

  static Connector create(
      Server server, HttpConfiguration plain, SSLContext tls, String host, int port) {
    HttpConfiguration http = new HttpConfiguration(plain);
    // Which names a request may be made to is the host guard's matter, not the certificate's.
    SecureRequestCustomizer secure = new SecureRequestCustomizer();
    secure.setSniHostCheck(false);
    http.addCustomizer(secure);
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls);
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    ServerConnector connector =
        new ServerConnector(server, new SslConnectionFactory(factory, http1.getProtocol()), http1);
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }
}
