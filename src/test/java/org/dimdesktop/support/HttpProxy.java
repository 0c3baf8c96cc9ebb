package org.dimdesktop.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy as companies have them: {@code CONNECT} and requests in absolute form, with a login or
 * without. Every host, whatever its name, is the one server behind it.
 */
public final class HttpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final String login;
  private final ExecutorService pumps = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** A proxy before a port of this machine; {@code login} is USER:PASSWORD, or empty for none. */
  public HttpProxy(int target, String login) {
    this.target = target;
    this.login = login;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pumps.execute(this::accept);
  }

  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The first line of each request, with what it was answered: {@code 407 CONNECT h:443}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        pumps.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream()) {
      while (true) {
        List<String> head = head(in);
        if (head.isEmpty()) {
          return;
        }
        String[] words = head.getFirst().split(" ", -1);
        boolean known = login.isEmpty() || head.contains("proxy-authorization: basic " + basic());
        asked.add((known ? "200 " : "407 ") + words[0] + " " + words[1]);
        if (!known) {
          write(
              out,
              String.join(
                  "\r\n",
                  "HTTP/1.1 407 Who are you",
                  "Proxy-Authenticate: Basic realm=\"p\"",
                  "Content-Length: 0",
                  "",
                  ""));
        } else if (words[0].equals("CONNECT")) {
          write(out, "HTTP/1.1 200 Go on\r\n\r\n");
          tunnel(client, "");
          return;
        } else {
          URI uri = URI.create(words[1]);
          String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
          StringBuilder request =
              new StringBuilder(words[0] + " " + uri.getRawPath() + query + " HTTP/1.1\r\n");
          head.stream()
              .skip(1)
              .filter(line -> !line.startsWith("proxy-") && !line.startsWith("connection:"))
              .forEach(line -> request.append(line).append("\r\n"));
          tunnel(client, request + "connection: close\r\n\r\n");
          return;
        }
      }
    } catch (IOException e) {
      return; // either side has gone
    }
  }

  private String basic() {
    return Base64.getEncoder()
        .encodeToString(login.getBytes(StandardCharsets.UTF_8))
        .toLowerCase(Locale.ROOT);
  }

  private void tunnel(Socket client, String first) throws IOException {
    try (Socket there = new Socket(InetAddress.getLoopbackAddress(), target)) {
      write(there.getOutputStream(), first);
      pumps.execute(() -> pump(client, there));
      pump(there, client);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // either side has gone
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The lines of a request's head, the headers in lower case. */
  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c != '\n') {
        line.append(c == '\r' ? "" : String.valueOf((char) c));
        continue;
      }
      if (line.isEmpty()) {
        return lines;
      }
      lines.add(lines.isEmpty() ? line.toString() : line.toString().toLowerCase(Locale.ROOT));
      line.setLength(0);
    }
    return List.of();
  }

  @Override
  public void close() {
    try {
      server.close();
      pumps.shutdownNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
