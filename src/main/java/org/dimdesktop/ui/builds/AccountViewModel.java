package org.dimdesktop.ui.builds;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.dim.api.LoginAnswer;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DaemonLink.Connected;
import org.dimdesktop.dim.client.DimAccess;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.settings.KnownDaemons.Entry;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Which daemon is in use and as whom: switching, logging in and out, the password. What a method
 * returns as a {@link Callable} blocks and throws {@link FailureException}.
 */
public final class AccountViewModel {
  private final DaemonLink link;
  private final DaemonBook book;
  private final Background background;

  /** An account of the link's daemon. */
  public AccountViewModel(DaemonLink link, DaemonBook book, Executor io, Executor fx) {
    this.link = link;
    this.book = book;
    this.background = new Background(io, fx);
  }

  /** The daemons that are kept. */
  public List<Entry> daemons() {
    return book.entries();
  }

  /** The name of the daemon in use; empty for the environment's. */
  public String current() {
    return book.currentName();
  }

  /** The address of the environment's daemon. */
  public URI environmentAddress() {
    return book.environmentAddress();
  }

  /** Where the daemon in use is. */
  public URI address() {
    return link.state().address();
  }

  /** Whether the daemon lets us in. */
  public boolean isConnected() {
    return link.state() instanceof Connected;
  }

  /** Keeps a daemon and changes over to it. */
  Callable<DaemonLink.State> add(String name, String address) {
    URI uri = DaemonBook.parse(address).orElseThrow();
    return () -> {
      book.add(new Entry(name.strip(), uri.toString()));
      return book.use(name.strip(), link);
    };
  }

  /** Changes over to a daemon by its name; empty for the environment's. */
  public void use(String name, Consumer<Failure> failed) {
    background.run("change to", name, () -> book.use(name, link), _ -> {}, failed);
  }

  /** Forgets the daemon in use with its token, and changes over to the environment's. */
  public void forgetCurrent(Consumer<Failure> failed) {
    String name = current();
    background.run(
        "forget",
        name,
        () -> {
          book.entries().stream().filter(e -> e.name().equals(name)).forEach(book::remove);
          return book.use("", link);
        },
        _ -> {},
        failed);
  }

  /** Logs in to the daemon in use and keeps the session's token. */
  public Callable<DaemonLink.State> login(String user, String password) {
    URI uri = address();
    return () -> {
      // Without the token that is refused perhaps.
      try (DimClient client = new DimClient(uri, () -> null)) {
        LoginAnswer answer = client.access().login(user, password);
        book.keep(uri, answer.token());
      }
      return link.use(book.current());
    };
  }

  /** Ends the session and forgets its token. */
  public void logout(Consumer<Failure> failed) {
    URI uri = address();
    background.run(
        "log out of",
        uri.toString(),
        () -> {
          access().logout();
          book.forget(uri);
          return link.use(book.current());
        },
        _ -> {},
        failed);
  }

  /** Changes the user's own password. */
  public Callable<Boolean> changePassword(String current, String replacement) {
    DimAccess access = access();
    return () -> {
      access.changePassword(current, replacement);
      return true;
    };
  }

  /**
   * What manages the daemon's credentials and tokens.
   *
   * @throws FailureException while no daemon lets us in
   */
  DimAccess access() {
    return switch (link.state()) {
      case Connected c -> c.client().access();
      case DaemonLink.Refused r -> throw new FailureException(r.why());
      case DaemonLink.Absent a -> throw new FailureException(a.why());
      case DaemonLink.Unknown u ->
          throw new FailureException(
              new Failure.Unreachable("reach", u.address().toString(), "nobody has asked yet"));
    };
  }
}
