package org.dimdesktop.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.dimdesktop.support.TestBed.Engine;
import org.junit.jupiter.api.Assumptions;

/** An engine of the test's own, to be stopped, killed and brought back while a client looks on. */
public final class EngineProcess implements AutoCloseable {
  private final Path script;
  private final Path dir;
  private final String name;
  private final URI uri;

  private EngineProcess(Path script, Path dir, String name) {
    this.script = script;
    this.dir = dir;
    this.name = name;
    this.uri = URI.create(verb("start").strip());
  }

  /** One of the older kind; the connection is what such tests are about, not the engine's age. */
  public static EngineProcess start() {
    return start("e20");
  }

  /**
   * Where the run was given an engine (DIM_TEST_DOCKER_HOST), starting others may not be possible:
   * the test is then aborted, and the report says so.
   */
  public static EngineProcess start(String kind) {
    TestBed bed = TestBed.require();
    Assumptions.assumeTrue(
        bed.engineDir().isPresent(), "this run uses a given engine and cannot start its own");
    String name = kind + "-" + UUID.randomUUID().toString().substring(0, 6);
    return new EngineProcess(bed.enginesScript(), bed.engineDir().orElseThrow(), name);
  }

  public Engine engine() {
    return new Engine(name, uri);
  }

  /** Ends it in order; its socket is gone afterwards. */
  public void stop() {
    verb("stop");
  }

  /** Ends it as a crash does: the socket stays and refuses. */
  public void kill() {
    verb("kill");
  }

  /** Brings it back at the same address, with its images and containers. */
  public void restart() {
    verb("start");
  }

  @Override
  public void close() {
    verb("remove");
  }

  private String verb(String verb) {
    return Command.of(script, verb, dir, name).run();
  }
}
