package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a client and a server and breaks what goes through: cuts, stalls, slows down,
 * truncates. Every fault may be switched on and off while connections run. Bytes pass unread, so
 * that any protocol goes through, hijacked connections and half-closes too.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int CHUNK = 16 * 1024;

  private final SocketAddress target;
  private final ServerSocketChannel server;
  private final ExecutorService pumps = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stalled;
  private boolean refusing;
  private long bytesPerSecond = Long.MAX_VALUE;
  private long answerLimit = Long.MAX_VALUE;
  private long delayNanos;

  private FaultProxy(SocketAddress target, ServerSocketChannel server) {
    this.target = target;
    this.server = server;
    pumps.execute(this::accept);
  }

  /** On a free loopback port, before {@code unix:///path}, {@code tcp://host:port} or the like. */
  public static FaultProxy onTcp(URI target) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new FaultProxy(address(target), server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a unix socket that it makes and deletes. */
  public static FaultProxy onUnix(URI target) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(TestFolder.create().resolve("proxy.sock")));
      return new FaultProxy(address(target), server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients connect: {@code tcp://127.0.0.1:PORT} or {@code unix:///path}. */
  public URI uri() {
    return switch (listening()) {
      case UnixDomainSocketAddress unix -> URI.create("unix://" + unix.getPath());
      default -> URI.create("tcp://" + address());
    };
  }

  /** {@code 127.0.0.1:PORT}, as it stands in an image's name. */
  public String address() {
    return "127.0.0.1:" + ((InetSocketAddress) listening()).getPort();
  }

  /** How many connections came so far. */
  public int accepted() {
    return accepted.get();
  }

  /** How many are open. */
  public int open() {
    return links.size();
  }

  /** Cuts what is open, with a reset where the transport has one; new connections come through. */
  public void cut() {
    links.forEach(link -> link.close(true));
  }

  /** From now on new connections are closed at once. */
  public void refuse(boolean on) {
    change(() -> refusing = on);
  }

  /** From now on no byte moves, in either direction, until switched off. */
  public void stall(boolean on) {
    change(() -> stalled = on);
  }

  /** How fast each direction of each connection goes. */
  public void limit(long bytesPerSecond) {
    change(() -> this.bytesPerSecond = bytesPerSecond);
  }

  /** How much longer every question takes to its answer. */
  public void delay(Duration roundTrip) {
    change(() -> delayNanos = roundTrip.toNanos() / 2); // on the way there, and back
  }

  /** Ends each connection that comes from now on, in good order, after so many bytes of answers. */
  public void truncateAfter(long bytes) {
    change(() -> answerLimit = bytes);
  }

  /** No fault any more. */
  public void heal() {
    change(() -> {
      stalled = false;
      refusing = false;
      bytesPerSecond = Long.MAX_VALUE;
      answerLimit = Long.MAX_VALUE;
      delayNanos = 0;
    });
  }

  @Override
  public void close() {
    try {
      SocketAddress listening = listening();
      server.close();
      cut();
      pumps.shutdownNow();
      if (listening instanceof UnixDomainSocketAddress unix) {
        TestFolder.delete(Objects.requireNonNull(unix.getPath().getParent()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SocketAddress address(URI target) {
    return "unix".equals(target.getScheme())
        ? UnixDomainSocketAddress.of(target.getPath())
        : new InetSocketAddress(target.getHost(), target.getPort());
  }

  private SocketAddress listening() {
    try {
      return server.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        accepted.incrementAndGet();
        pumps.execute(() -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(SocketChannel client) {
    long limit;
    lock.lock();
    try {
      limit = answerLimit;
      if (refusing) {
        reset(client);
        return;
      }
    } finally {
      lock.unlock();
    }
    try {
      Link link = new Link(client, SocketChannel.open(target));
      links.add(link);
      pumps.execute(() -> link.pump(client, link.server, Long.MAX_VALUE));
      link.pump(link.server, client, limit);
    } catch (IOException e) {
      reset(client); // the server is away: so is the proxy
    }
  }

  private static void reset(SocketChannel channel) {
    try (channel) {
      if (channel.getLocalAddress() instanceof InetSocketAddress) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      return; // closed already
    }
  }

  private final class Link {
    private final SocketChannel client;
    private final SocketChannel server;
    private final AtomicInteger directions = new AtomicInteger(2);

    Link(SocketChannel client, SocketChannel server) {
      this.client = client;
      this.server = server;
    }

    void pump(SocketChannel from, SocketChannel to, long limit) {
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
      long left = limit;
      try {
        while (true) {
          buffer.clear().limit((int) Math.min(CHUNK, left));
          int read = left == 0 ? -1 : from.read(buffer);
          if (read < 0) {
            break;
          }
          gate(read);
          buffer.flip();
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
          left -= read;
        }
        if (left == 0) {
          close(false);
        } else {
          to.shutdownOutput();
        }
      } catch (IOException e) {
        close(true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        close(true);
      }
      if (directions.decrementAndGet() == 0) {
        close(false);
      }
    }

    /** Waits until so many bytes may pass. */
    private void gate(int bytes) throws InterruptedException {
      lock.lock();
      try {
        long start = System.nanoTime();
        while (true) {
          if (stalled) {
            changed.await();
            continue;
          }
          long due =
              delayNanos + (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
          long rest = due - (System.nanoTime() - start);
          if (rest <= 0) {
            return;
          }
          long _ = changed.awaitNanos(rest);
        }
      } finally {
        lock.unlock();
      }
    }

    void close(boolean abruptly) {
      links.remove(this);
      try {
        if (abruptly) {
          reset(client);
          reset(server);
        }
        client.close();
        server.close();
      } catch (IOException e) {
        return; // both are closed or about to be
      }
    }
  }
}
