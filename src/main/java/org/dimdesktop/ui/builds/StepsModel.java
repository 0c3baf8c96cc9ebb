package org.dimdesktop.ui.builds;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.log.LogQuery;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of one build. They are read again when its log tells that one has begun or ended, at
 * most five times a second. The tree changes on {@code fx}.
 */
public final class StepsModel {
  private static final Logger LOG = LoggerFactory.getLogger(StepsModel.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Pattern VERDICT = Pattern.compile("#\\d+ (?:DONE|CACHED|CANCELED|ERROR).*");

  private final String id;
  private final DimClient client;
  private final Executor io;
  private final Executor fx;
  private final Clock clock;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<StepTree> tree = new ReadOnlyObjectWrapper<>(StepTree.EMPTY);
  private volatile @Nullable String lastStep;
  private volatile boolean closed;
  private List<BuildStep> steps = List.of();
  private boolean buildEnded;

  StepsModel(String id, DimClient client, Executor io, Executor fx, Clock clock) {
    this.id = id;
    this.client = client;
    this.io = io;
    this.fx = fx;
    this.clock = clock;
  }

  /** Takes a line of the log; on the thread that reads it. */
  void heard(LogLine line) {
    String step = line.step();
    if (step != null && (!step.equals(lastStep) || isVerdict(line.line()))) {
      lastStep = step;
      refresh();
    }
  }

  private static boolean isVerdict(String line) {
    int word = line.indexOf(' ') + 1; // looked at first, for few of a million lines get further
    return word > 0
        && word < line.length()
        && "DCE".indexOf(line.charAt(word)) >= 0
        && VERDICT.matcher(line).matches();
  }

  /** Reads the steps again soon; on any thread. */
  void refresh() {
    if (!closed && wanted.compareAndSet(false, true)) {
      io.execute(this::read);
    }
  }

  private void read() {
    LockSupport.parkNanos(PAUSE.toNanos());
    wanted.set(false); // a change that comes while this reads asks for one more reading
    if (closed) {
      return;
    }
    try {
      List<BuildStep> read = client.steps(id);
      fx.execute(() -> {
        if (read.size() >= steps.size()) { // an answer may be overtaken by a newer one
          steps = read;
          publish();
        }
      });
    } catch (FailureException e) {
      // The log says why the daemon is away; one of an older version keeps no steps.
      LOG.debug("reading the steps of build {}", id, e);
    }
  }

  /** The build has ended: nothing runs any more. On {@code fx}. */
  void ended() {
    buildEnded = true;
    publish();
    refresh();
  }

  /** A second has passed: running steps are that much longer. On {@code fx}. */
  void tick() {
    if (tree.get().groups().stream().anyMatch(g -> g.state() == StepNode.State.RUNNING)) {
      publish();
    }
  }

  private void publish() {
    tree.set(StepTree.of(steps, buildEnded, clock.instant()));
  }

  /** The steps as they stand. */
  public ReadOnlyObjectProperty<StepTree> treeProperty() {
    return tree.getReadOnlyProperty();
  }

  /** Finds the log's lines of a step or of a group's steps, which begin with the step's number. */
  static LogQuery linesOf(StepNode node) {
    String numbers =
        node.steps().map(s -> Integer.toString(s.number())).collect(Collectors.joining("|"));
    return LogQuery.of("\\A#(?:" + numbers + ") ", true, true);
  }

  void close() {
    closed = true;
  }
}
