package org.dimdesktop.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dimdesktop.log.LogSplitter;

/** Follows a container's log over an engine's unix socket, with nothing between. */
final class RawLogs {

  private static final int STDERR = 2;

  private RawLogs() {}

  /** Feeds both streams to their splitters until the log ends. */
  static void follow(Path socket, String container, LogSplitter stdout, LogSplitter stderr)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      // HTTP/1.0, so that the body comes without chunks and ends with the connection.
      String request =
          "GET /containers/" + container + "/logs?follow=1&stdout=1&stderr=1 HTTP/1.0\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), 256 * 1024);
      DataInputStream in = new DataInputStream(raw);
      head(in);
      byte[] payload = new byte[64 * 1024];
      while (true) {
        int stream = in.read();
        if (stream < 0) {
          break;
        }
        in.skipNBytes(3);
        int left = in.readInt();
        while (left > 0) {
          int part = in.readNBytes(payload, 0, Math.min(left, payload.length));
          if (part == 0) {
            throw new EOFException("cut within a frame");
          }
          (stream == STDERR ? stderr : stdout).feed(payload, 0, part);
          left -= part;
        }
      }
    }
    stdout.finish();
    stderr.finish();
  }

  private static void head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("no answer: " + head);
      }
      head.append((char) next);
    }
    if (!head.toString().contains(" 200 ")) {
      throw new IOException("the engine says " + head.substring(0, head.indexOf("\r\n")));
    }
  }
}
