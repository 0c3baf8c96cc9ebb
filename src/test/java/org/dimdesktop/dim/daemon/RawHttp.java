package org.dimdesktop.dim.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests byte by byte as they are given, which no proper client would, over one connection
 * for as long as the server keeps it.
 */
final class RawHttp implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;

  private final URI server;
  private @Nullable Socket socket;

  RawHttp(URI server) {
    this.server = server;
  }

  /** An answer; the names of headers are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /** Sends a request; {@code target} and {@code headers} go out as they stand. */
  Answer send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(server.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(UTF_8));
    request.writeBytes(body);
    try {
      return exchange(request.toByteArray());
    } catch (IOException e) {
      close(); // a kept connection that the server had closed: once more on a new one
      return exchange(request.toByteArray());
    }
  }

  private Answer exchange(byte[] request) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(server.getHost(), server.getPort());
      open.setSoTimeout(LIMIT_MILLIS);
      socket = open;
    }
    open.getOutputStream().write(request);
    InputStream in = new BufferedInputStream(open.getInputStream());
    String status = line(in);
    if (!status.matches("HTTP/1\\.1 \\d{3}( .*)?")) {
      throw new IllegalStateException("the server answers with " + status);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.get("content-length");
    byte[] body;
    if (length != null) {
      body = in.readNBytes(Integer.parseInt(length));
    } else if ("chunked".equals(headers.get("transfer-encoding"))) {
      body = chunks(in);
    } else {
      body = new byte[0];
    }
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, new String(body, UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      all.writeBytes(in.readNBytes(size));
      line(in);
    }
    line(in);
    return all.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.write(b);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
