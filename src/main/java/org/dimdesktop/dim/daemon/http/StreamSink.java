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
  /** How long a client may take nothing. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EndPoint connection;
  private final long usualTimeout;
  private final ServletOutputStream out;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /** Begins the answer, so that the client sees its head at once. */
  public StreamSink(Context ctx, String contentType) throws IOException {
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
   * @throws EofException when the client is gone or has taken nothing for {@link #PATIENCE}
   */
  public void flush() throws EofException {
    send(waiting::writeTo);
    waiting.reset();
  }

  private interface Part {
    void writeTo(OutputStream to) throws IOException;
  }

  private void send(Part part) throws EofException {
    connection.setIdleTimeout(PATIENCE.toMillis());
    try {
      part.writeTo(out);
      out.flush();
    } catch (EofException e) {
      throw e;
    } catch (IOException e) {
      throw new EofException(e);
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
