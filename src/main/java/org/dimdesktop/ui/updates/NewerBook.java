package org.dimdesktop.ui.updates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newer versions of images that were found: each image is looked up once, by itself only where
 * its registry counts no pulls. Used on the thread of {@code fx}.
 */
final class NewerBook {
  private static final Logger LOG = LoggerFactory.getLogger(NewerBook.class);
  private static final int MOST = 3;

  private final Supplier<Updates> updates;
  private final Executor io;
  private final Executor fx;
  private final Map<ImageReference, List<NewerVersion>> known = new HashMap<>();
  private final ReadOnlyLongWrapper changed = new ReadOnlyLongWrapper();

  NewerBook(Supplier<Updates> updates, Executor io, Executor fx) {
    this.updates = updates;
    this.io = io;
    this.fx = fx;
  }

  /** Looks for those of every image that was not looked up yet and takes from no quota. */
  void lookWhereItIsFree(CheckReport report) {
    List<ImageGroup> wanted = new ArrayList<>();
    for (ImageGroup group : report.groups()) {
      boolean free = !report.quotas().containsKey(group.image().domain());
      if (free && group.remoteDigest().isPresent() && !isKnown(group.image())) {
        known.put(group.image(), List.of()); // not twice while the first look runs
        wanted.add(group);
      }
    }
    io.execute(() -> {
      for (ImageGroup group : wanted) {
        try {
          keep(group.image(), updates.get().newerVersions(group, MOST));
        } catch (FailureException e) {
          LOG.info("newer versions of {}: {}", group.name(), e.getMessage());
        }
      }
    });
  }

  /** Looks for those of one image, whatever it takes; {@code failed} hears why it could not. */
  void look(ImageGroup group, Consumer<Failure> failed) {
    io.execute(() -> {
      try {
        keep(group.image(), updates.get().newerVersions(group, MOST));
      } catch (RuntimeException e) {
        Failure why = FailureException.of(e, Strings.get("updates.action.versions"), group.name());
        fx.execute(() -> failed.accept(why));
      }
    });
  }

  private void keep(ImageReference image, List<NewerVersion> found) {
    fx.execute(() -> {
      known.put(image, List.copyOf(found));
      changed.set(changed.get() + 1);
    });
  }

  /** Those that are known. */
  List<NewerVersion> of(ImageReference image) {
    return known.getOrDefault(image, List.of());
  }

  boolean isKnown(ImageReference image) {
    return known.containsKey(image);
  }

  /** Everything is to be looked up anew. */
  void forget() {
    known.clear();
  }

  /** Counts what was found. */
  ReadOnlyLongProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }
}
