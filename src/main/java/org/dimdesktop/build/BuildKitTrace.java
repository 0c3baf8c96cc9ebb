package org.dimdesktop.build;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.build.ProtoReader.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * One {@code moby.buildkit.trace} item: what changed in a build's steps ({@code StatusResponse} of
 * BuildKit's control.proto).
 *
 * @param whole false when a part of the bytes could not be understood and was left out
 */
record BuildKitTrace(
    List<Vertex> vertexes,
    List<Status> statuses,
    List<Log> logs,
    List<Warning> warnings,
    boolean whole) {
  private static final long MAX_SECONDS = 253_402_300_799L; // the end of the year 9999

  /** A step; the same digest comes again whenever something about it changes. */
  record Vertex(
      String digest,
      String name,
      boolean cached,
      @Nullable Instant started,
      @Nullable Instant completed,
      String error) {}

  /** A part of a step that is counted or timed, such as a layer; 0 in total is unknown. */
  record Status(
      String id,
      String vertex,
      String name,
      long current,
      long total,
      @Nullable Instant started,
      @Nullable Instant completed) {}

  /** A piece of a step's output, cut anywhere; {@code stream} is 1 for stdout, 2 for stderr. */
  record Log(String vertex, @Nullable Instant time, int stream, ByteBuffer message) {}

  /** A remark about the Dockerfile. */
  record Warning(String vertex, String brief, String url) {}

  /** Decodes what can be understood; never throws, whatever the bytes are. */
  static BuildKitTrace decode(byte[] bytes) {
    List<Vertex> vertexes = new ArrayList<>();
    List<Status> statuses = new ArrayList<>();
    List<Log> logs = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    boolean whole = true;
    ProtoReader in = new ProtoReader(bytes);
    try {
      for (int field = in.next(); field != 0; field = in.next()) {
        if (field > 4) {
          in.skip();
          continue;
        }
        ProtoReader part = in.message();
        try {
          switch (field) {
            case 1 -> vertexes.add(vertex(part));
            case 2 -> statuses.add(status(part));
            case 3 -> logs.add(log(part));
            default -> warnings.add(warning(part));
          }
        } catch (MalformedException e) {
          whole = false; // its length is known, so the parts behind it can still be read
        }
      }
    } catch (MalformedException e) {
      whole = false;
    }
    return new BuildKitTrace(vertexes, statuses, logs, warnings, whole);
  }

  private static Vertex vertex(ProtoReader in) throws MalformedException {
    String digest = "";
    String name = "";
    boolean cached = false;
    Instant started = null;
    Instant completed = null;
    String error = "";
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> digest = in.string();
        case 3 -> name = in.string();
        case 4 -> cached = in.varint() != 0;
        case 5 -> started = time(in.message());
        case 6 -> completed = time(in.message());
        case 7 -> error = in.string();
        default -> in.skip();
      }
    }
    return new Vertex(digest, name, cached, started, completed, error);
  }

  private static Status status(ProtoReader in) throws MalformedException {
    String id = "";
    String vertex = "";
    String name = "";
    long current = 0;
    long total = 0;
    Instant started = null;
    Instant completed = null;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> id = in.string();
        case 2 -> vertex = in.string();
        case 3 -> name = in.string();
        case 4 -> current = in.varint();
        case 5 -> total = in.varint();
        case 7 -> started = time(in.message());
        case 8 -> completed = time(in.message());
        default -> in.skip();
      }
    }
    return new Status(id, vertex, name, current, total, started, completed);
  }

  private static Log log(ProtoReader in) throws MalformedException {
    String vertex = "";
    Instant time = null;
    int stream = 0;
    ByteBuffer message = ByteBuffer.allocate(0);
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> vertex = in.string();
        case 2 -> time = time(in.message());
        case 3 -> stream = (int) in.varint();
        case 4 -> message = ByteBuffer.wrap(in.bytes()).asReadOnlyBuffer();
        default -> in.skip();
      }
    }
    return new Log(vertex, time, stream, message);
  }

  private static Warning warning(ProtoReader in) throws MalformedException {
    String vertex = "";
    String brief = "";
    String url = "";
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> vertex = in.string();
        case 3 -> brief = in.string();
        case 5 -> url = in.string();
        default -> in.skip();
      }
    }
    return new Warning(vertex, brief, url);
  }

  private static Instant time(ProtoReader in) throws MalformedException {
    long seconds = 0;
    long nanos = 0;
    for (int field = in.next(); field != 0; field = in.next()) {
      switch (field) {
        case 1 -> seconds = in.varint();
        case 2 -> nanos = in.varint();
        default -> in.skip();
      }
    }
    if (seconds < 0 || seconds > MAX_SECONDS || nanos < 0 || nanos > 999_999_999) {
      throw new MalformedException("a time out of range");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }
}
