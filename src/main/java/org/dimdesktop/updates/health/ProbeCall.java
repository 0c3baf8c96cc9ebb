package org.dimdesktop.updates.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** Asks once. */
final class ProbeCall {
  private static final int CONNECT_MILLIS = 1000;
  private static final int ANSWER_MILLIS = 2000;

  /** So long a port is silent that somebody listens at. */
  private static final int SILENCE_MILLIS = 300;

  private static final int FIRST_ERROR = 400;

  private ProbeCall() {}

  /** Empty when it is well, else what is wrong. */
  static String ask(Probe probe, String host, int port) {
    try {
      return probe.path().isEmpty() ? tcp(host, port) : http(probe, host, port);
    } catch (IOException e) {
      return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
  }

  private static String http(Probe probe, String host, int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + bracketed(host) + ":" + port + probe.path())
                .toURL()
                .openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      int status = connection.getResponseCode();
      return status > 0 && status < FIRST_ERROR ? "" : "it answered with status " + status;
    } finally {
      connection.disconnect();
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /**
   * An engine's own proxy takes every connection to a published port, and closes it again where
   * nobody listens behind it.
   */
  private static String tcp(String host, int port) throws IOException {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(SILENCE_MILLIS);
      return socket.getInputStream().read() < 0 ? "it closed the connection" : "";
    } catch (SocketTimeoutException e) {
      return "Read timed out".equals(e.getMessage()) ? "" : "it did not answer";
    }
  }
}
