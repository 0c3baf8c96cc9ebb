package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Turns what goes wrong on the way to the engine into a failure. */
final class TransportErrors {
  private final URI host;

  TransportErrors(URI host) {
    this.host = host;
  }

  /**
   * The failure that ends a request.
   *
   * @param cancelled whether our own side gave it up
   */
  FailureException of(IOException e, String action, String subject, boolean cancelled) {
    return new FailureException(failure(e, action, subject, cancelled), e);
  }

  private Failure failure(IOException e, String action, String subject, boolean cancelled) {
    String words = Objects.requireNonNullElse(e.getMessage(), "");
    boolean timeout = e instanceof SocketTimeoutException || words.equals("timeout");
    if (isInterrupt(e, timeout) || (cancelled && !timeout)) {
      return new Failure.Cancelled(action, subject, "it was cancelled");
    }
    if (timeout) {
      return new Failure.Unreachable(action, subject, host + " does not answer in time");
    }
    if (words.contains("Permission denied")) {
      return new Failure.Unreachable(
          action,
          subject,
          "you may not use "
              + host
              + ": add yourself to the docker group (sudo usermod -aG docker $USER) and log in"
              + " again");
    }
    if (words.contains("No such file or directory")) {
      return new Failure.Unreachable(
          action, subject, "there is no socket at " + host + ": the engine does not run there");
    }
    return switch (e) {
      case UnknownHostException u ->
          new Failure.Unreachable(action, subject, "no such host: " + host.getHost());
      case ConnectException c ->
          new Failure.Unreachable(action, subject, "nothing listens at " + host);
      case NoRouteToHostException n ->
          new Failure.Unreachable(action, subject, "there is no way to " + host);
      case SSLException s -> new Failure.Broken(action, subject, "TLS with " + host + ": " + words);
      case SocketException s when words.contains("Connection refused") ->
          new Failure.Unreachable(action, subject, "nothing listens at " + host);
      default ->
          new Failure.Broken(
              action,
              subject,
              "the connection to " + host + " broke off" + (words.isEmpty() ? "" : ": " + words));
    };
  }

  private static boolean isInterrupt(IOException e, boolean timeout) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ClosedByInterruptException) {
        return true;
      }
    }
    return (e instanceof InterruptedIOException && !timeout)
        || Thread.currentThread().isInterrupted();
  }
}
