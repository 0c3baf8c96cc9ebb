package org.dimdesktop.registry.copy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/** How far each blob of a copy has come; what need not move does not count into the whole. */
final class CopyProgress {
  private static final long NANOS_BETWEEN_REPORTS = 50_000_000;

  private final String label;
  private final OperationContext context;
  private final Map<Digest, Part> parts = new LinkedHashMap<>();
  private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_REPORTS);

  private volatile String note = "";

  private static final class Part {
    private final Descriptor blob;
    private volatile Phase phase = Phase.WAITING;
    private volatile long position;
    private volatile String note = "";

    Part(Descriptor blob) {
      this.blob = blob;
    }

    Progress snapshot() {
      return new Progress(
          blob.digest().shortHex(),
          phase.isEnd() || note.isEmpty() ? phase : Phase.RETRYING,
          phase.isEnd() ? blob.size() : position,
          blob.size(),
          Unit.BYTES,
          note,
          List.of());
    }
  }

  CopyProgress(String label, List<Descriptor> blobs, OperationContext context) {
    this.label = label;
    this.context = context;
    blobs.forEach(blob -> parts.put(blob.digest(), new Part(blob)));
  }

  /** The position that a blob has come to. */
  void moved(Descriptor blob, long position) {
    Part part = part(blob);
    part.phase = Phase.UPLOADING;
    part.position = position;
    report(Phase.UPLOADING, false);
  }

  /** Why a blob stands still; empty once it goes on. */
  void waits(Descriptor blob, String why) {
    part(blob).note = why;
    report(Phase.UPLOADING, true);
  }

  /** Why all of it stands still; empty once it goes on. */
  void waits(String why) {
    note = why;
    report(Phase.UPLOADING, true);
  }

  void arrived(Descriptor blob, Arrival how) {
    part(blob).phase = how == Arrival.UPLOADED ? Phase.DONE : Phase.EXISTS;
    report(Phase.UPLOADING, true);
  }

  private Part part(Descriptor blob) {
    Part part = parts.get(blob.digest());
    if (part == null) {
      throw new IllegalArgumentException("no part of this copy: " + blob.digest());
    }
    return part;
  }

  void report(Phase phase, boolean always) {
    long now = System.nanoTime();
    long last = lastReport.get();
    if (!always && (now - last < NANOS_BETWEEN_REPORTS || !lastReport.compareAndSet(last, now))) {
      return;
    }
    long current = 0;
    long total = 0;
    List<Progress> snapshots = new ArrayList<>();
    for (Part part : parts.values()) {
      Progress snapshot = part.snapshot();
      snapshots.add(snapshot);
      if (snapshot.phase() != Phase.EXISTS) {
        current += snapshot.current();
        total += snapshot.total();
      }
    }
    context.report(new Progress(label, phase, current, total, Unit.BYTES, note, snapshots));
  }
}
