package org.dimdesktop.engine.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says what no engine can be made to say; every request gets the next answer, then the end. */
final class ScriptedEngine implements AutoCloseable {
  private final ServerSocketChannel server;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final Path socket;

  ScriptedEngine(Path dir, String... answers) {
    socket = dir.resolve("scripted.sock");
    try {
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    io.execute(() -> serve(answers));
  }

  String host() {
    return "unix://" + socket;
  }

  private void serve(String... answers) {
    for (String answer : answers) {
      try (SocketChannel client = server.accept()) {
        client.read(ByteBuffer.allocate(4096));
        String head = "HTTP/1.1 200 OK\r\nApi-Version: 1.44\r\nConnection: close\r\n\r\n";
        client.write(ByteBuffer.wrap((head + answer).getBytes(UTF_8)));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    io.close();
  }
}
