package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;

/**
 * An answer that stays open: parts are collected and go out together at each flush. It may be
 * silent for ever, but a client that takes nothing of what is sent is dropped after a while; it can
 * ask again from where it was.
 */
public final class StreamSink implements AutoCloseable {
  private final EndPoint connection;
  private final Duration patience;
  private final long usualTimeout;
  private final ServletOutputStream out;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /**
   * Begins the answer, so that the client sees its head at once.
   *
   * @param patience how long the client may take nothing
   */
  public StreamSink(Context ctx, String contentType, Duration patience) throws IOException {
    this.patience = patience;
    ctx.status(200)
        .contentType(contentType)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
    connection =
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    usualTimeout = connection.getIdleTimeout();
    out = ctx.res().getOutputStream();
    flush();
  }

  /** A line of NDJSON. */
  void line(byte[] json) {
    waiting.writeBytes(json);
    waiting.write('\n');
  }

  /** An event of SSE; {@code id} may be empty. */
  public void event(String id, String name, byte[] data) {
    String head = (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ";
    waiting.writeBytes(head.getBytes(UTF_8));
    waiting.writeBytes(data);
    waiting.write('\n');
    waiting.write('\n');
  }

  /** A comment of SSE, which keeps proxies awake. */
  public void comment() {
    waiting.writeBytes(": keep-alive\n\n".getBytes(UTF_8));
  }

  /** Sends lines or events that stand in their form on the wire already, as {@link #flush} does. */
  void send(byte[] parts) throws EofException {
    send(to -> to.write(parts));
  }

  /**
   * Sends what is waiting; blocks while the client is slow.
   *
   * @throws EofException when the client is gone or has taken nothing for too long; its connection
   *     is closed
   */
  public void flush() throws EofException {
    send(waiting::writeTo);
    waiting.reset();
  }

  private interface Part {
    void writeTo(OutputStream to) throws IOException;
  }

  private void send(Part part) throws EofException {
    connection.setIdleTimeout(patience.toMillis());
    try {
      part.writeTo(out);
      out.flush();
    } catch (IOException e) {
      connection.close(e); // else it waits once more for the client to take the rest
      throw e instanceof EofException eof ? eof : new EofException(e);
    } finally {
      connection.setIdleTimeout(0); // until there is something to send
    }
  }

  /** Gives the connection back to ordinary requests. */
  @Override
  public void close() {
    connection.setIdleTimeout(usualTimeout);
  }
}
