package org.dimdesktop.dim.client;

import java.net.URI;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Subscription;

/**
 * The daemon that the program speaks to at present, and whether it answers. Thread-safe; listeners
 * are called on the thread that made the change.
 */
public final class DaemonLink implements AutoCloseable {
  /** What is known of the daemon. */
  public sealed interface State {
    /** Where it is looked for. */
    URI address();
  }

  /** It answers and takes our token. */
  public record Connected(URI address, String version, DimClient client) implements State {}

  /** It answers but does not take our token, or we have none. */
  public record Refused(URI address, Failure why) implements State {}

  /** Nothing answers, or something that is no dim daemon. */
  public record Absent(URI address, Failure why) implements State {}

  /** Nobody has asked yet. */
  public record Unknown(URI address) implements State {}

  private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile DimClient client;
  private volatile State state;

  /** A link to the daemon at an address; nothing is sent yet. */
  public DaemonLink(DaemonAddress address) {
    this.client = client(address);
    this.state = new Unknown(address.uri());
  }

  /** Changes over to another daemon, such as the embedded one, and asks whether it answers. */
  public State use(DaemonAddress address) {
    DimClient old = client;
    client = client(address);
    set(new Unknown(address.uri()));
    old.close();
    return probe();
  }

  /** Asks the daemon; blocks up to its timeouts, and never throws. */
  public State probe() {
    DimClient asked = client;
    State found = ask(asked);
    if (asked == client) {
      set(found);
    }
    return found;
  }

  private static State ask(DimClient client) {
    try {
      String version = client.version().version();
      try {
        client.access().whoAmI();
      } catch (FailureException e) {
        if (e.failure() instanceof Failure.Unauthorized) {
          return new Refused(client.address(), e.failure());
        }
        throw e;
      }
      return new Connected(client.address(), version, client);
    } catch (FailureException e) {
      return new Absent(client.address(), e.failure());
    }
  }

  private void set(State next) {
    if (!next.equals(state)) {
      state = next;
      listeners.forEach(Runnable::run);
    }
  }

  /** What the last look found. */
  public State state() {
    return state;
  }

  /** Calls {@code listener} after every change of the state. */
  public Subscription onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private static DimClient client(DaemonAddress address) {
    return new DimClient(address.uri(), address::token);
  }

  @Override
  public void close() {
    client.close();
  }
}
