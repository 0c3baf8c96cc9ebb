package org.dimdesktop.registry.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends what waits for a peer that does nothing, on both kinds of thread. */
class WideSocketsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private interface Use {
    void of(Socket socket) throws IOException;
  }

  static Stream<ThreadFactory> kinds() {
    return Stream.of(Thread.ofPlatform().daemon().factory(), Thread.ofVirtual().factory());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readThatWaitsEnds(ThreadFactory kind) throws Exception {
    interrupted(kind, socket -> assertThat(socket.getInputStream().read()).isNegative());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writeThatWaitsEnds(ThreadFactory kind) throws Exception {
    byte[] much = new byte[1 << 20];
    interrupted(
        kind,
        socket -> {
          while (true) {
            socket.getOutputStream().write(much);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void bytesArriveAndLeave(ThreadFactory kind) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new WideSockets().createSocket()) {
      socket.connect(server.getLocalSocketAddress());
      CompletableFuture<byte[]> read = new CompletableFuture<>();
      Thread there =
          kind.newThread(() -> {
            try {
              socket.getOutputStream().write(new byte[] {1, 2, 3}, 0, 3);
              socket.getOutputStream().flush();
              read.complete(socket.getInputStream().readAllBytes());
            } catch (IOException e) {
              read.completeExceptionally(e);
            }
          });
      there.start();
      try (Socket peer = server.accept()) {
        assertThat(peer.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        peer.getOutputStream().write(new byte[] {4, 5});
      }
      assertThat(read).succeedsWithin(PATIENCE).isEqualTo(new byte[] {4, 5});
    }
  }

  private static void interrupted(ThreadFactory kind, Use use) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new WideSockets().createSocket()) {
      socket.connect(server.getLocalSocketAddress());
      try (Socket peer = server.accept()) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Thread waiting =
            kind.newThread(() -> {
              begun.complete(null);
              try {
                use.of(socket);
                ended.complete(null);
              } catch (Throwable e) {
                ended.completeExceptionally(e);
              }
            });
        waiting.start();
        begun.get();
        waiting.interrupt();

        assertThat(ended)
            .failsWithin(PATIENCE)
            .withThrowableThat()
            .havingCause()
            .isInstanceOf(IOException.class);
        assertThat(socket.isClosed()).isTrue();
        assertThat(peer.isClosed()).isFalse();
      }
    }
  }
}
