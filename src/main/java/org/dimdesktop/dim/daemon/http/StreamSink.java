package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** An answer that stays open: parts are collected and go out together at each flush. */
final class StreamSink {
  private final ServletOutputStream out;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

  /** Begins the answer, so that the client sees its head at once. */
  StreamSink(Context ctx, String contentType) throws IOException {
    ctx.status(200)
        .contentType(contentType)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
    out = ctx.res().getOutputStream();
    out.flush();
  }

  /** A line of NDJSON. */
  void line(byte[] json) {
    waiting.writeBytes(json);
    waiting.write('\n');
  }

  /** An event of SSE; {@code id} may be empty. */
  void event(String id, String name, byte[] data) {
    String head = (id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ";
    waiting.writeBytes(head.getBytes(UTF_8));
    waiting.writeBytes(data);
    waiting.write('\n');
    waiting.write('\n');
  }

  /** A comment of SSE, which keeps proxies awake. */
  void comment() {
    waiting.writeBytes(": keep-alive\n\n".getBytes(UTF_8));
  }

  /** Sends lines or events that stand in their form on the wire already; blocks as a flush does. */
  void send(byte[] parts) throws IOException {
    out.write(parts);
    out.flush();
  }

  /** Sends what is waiting; blocks while the client is slow. */
  void flush() throws IOException {
    waiting.writeTo(out);
    waiting.reset();
    out.flush();
  }
}
