package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code dim daemon} as a process on the test bed's engine; its admin has {@link #PASSWORD}. */
public final class DaemonProcess implements AutoCloseable {
  public static final String PASSWORD = "first-Password-of-the-test";

  private static final Pattern ADDRESS = Pattern.compile("listens at (\\S+)");

  private final DimProcess dim = new DimProcess();
  private final Path data = TestFolder.create();
  private final List<String> options;
  private final URI address;
  private DimProcess.Running daemon;

  /** Starts one on a free port; {@code options} go to the command as they are. */
  public DaemonProcess(String... options) {
    this.options = new ArrayList<>(Arrays.asList(options));
    this.options.addAll(List.of("--data", data.resolve("daemon").toString()));
    Path password = data.resolve("password");
    try {
      Files.writeString(password, PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dim.with("DOCKER_HOST", TestBed.require().engine().uri());
    dim.with("DIM_ADMIN_PASSWORD_FILE", password);
    daemon = launch("127.0.0.1:0");
    Matcher said = ADDRESS.matcher(daemon.out());
    if (!said.find()) {
      throw new AssertionError(daemon.out());
    }
    address = URI.create(said.group(1));
  }

  private DimProcess.Running launch(String listen) {
    List<String> words = new ArrayList<>(List.of("daemon", "--listen", listen));
    words.addAll(options);
    DimProcess.Running running = dim.start(words.toArray(String[]::new));
    running.awaitOut("listens at ");
    return running;
  }

  public URI address() {
    return address;
  }

  /** What it printed on both streams since it was last started. */
  public String said() {
    return daemon.out() + daemon.err();
  }

  /** A command line that is logged in. */
  public DimProcess login() {
    DimProcess user = new DimProcess().at(address);
    DimProcess.Result login = user.runWith(PASSWORD + "\n", "login", "--password-stdin");
    if (login.exit() != 0) {
      throw new AssertionError(login);
    }
    return user;
  }

  /** Kills it with SIGKILL. */
  public void kill() {
    daemon.kill();
  }

  /** Asks it to end, and waits for that. */
  public DimProcess.Result stop() {
    return daemon.stop();
  }

  /** Starts it again at the same address. */
  public void start() {
    daemon = launch(address.getHost() + ":" + address.getPort());
  }

  @Override
  public void close() {
    dim.close();
    TestFolder.delete(data);
  }
}
