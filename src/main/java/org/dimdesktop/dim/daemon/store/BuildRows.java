package org.dimdesktop.dim.daemon.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.DimJson;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes of the table {@code build}, each written together with its event. */
final class BuildRows {
  static final BuildMapper MAPPER = new BuildMapper();

  private final Database database;
  private final Signals signals;

  BuildRows(Database database, Signals signals) {
    this.database = database;
    this.signals = signals;
  }

  static Optional<Build> find(Handle h, String id) {
    return h.createQuery("select * from build where id = :id and removed = 0")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  /** Runs an update of one build, and says whether it hit. */
  boolean change(String id, String sql, @Nullable Object... values) {
    boolean changed =
        database.write(h -> {
          boolean hit = h.execute(sql, values) > 0;
          if (hit) {
            publish(h, id);
          }
          return hit;
        });
    if (changed) {
      raise(id);
    }
    return changed;
  }

  /** Writes the event of a change; it must be the last thing in its transaction. */
  Build publish(Handle h, String id) {
    // Who follows the events asks for those after a number: none may turn up below it later.
    database.dialect().serialise(h);
    Build build = find(h, id).orElseThrow();
    h.execute("insert into build_event (build_id, data) values (?, ?)", id, json(build));
    database.dialect().announce(h, Signals.status(id));
    return build;
  }

  /** Wakes this daemon's own readers, after the commit. */
  void raise(String id) {
    signals.ofBuild(id).raise();
    signals.changes().raise();
  }

  static String json(Object value) {
    try {
      return DimJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
