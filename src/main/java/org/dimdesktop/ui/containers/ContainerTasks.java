package org.dimdesktop.ui.containers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.task.Bulk;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * What is being done with containers: one at once, several as an operation with a result for each.
 * Used on the thread of {@code fx}.
 */
final class ContainerTasks {
  /** So many are told by name. */
  private static final int NAMED = 3;

  private final OperationQueue operations;
  private final Executor io;
  private final Executor fx;
  private final Runnable changed;
  private final Map<String, String> pending = new HashMap<>();

  /**
   * Nothing is being done.
   *
   * @param changed what is {@link #pending} has changed; called on {@code fx}
   */
  ContainerTasks(OperationQueue operations, Executor io, Executor fx, Runnable changed) {
    this.operations = operations;
    this.io = io;
    this.fx = fx;
    this.changed = changed;
  }

  /** What has been asked of a container and is not done yet; empty for nothing. */
  String pending(String container) {
    return pending.getOrDefault(container, "");
  }

  /**
   * Does something with rows.
   *
   * @param id of the action
   * @param work blocks
   * @param failed gets why it failed with the only row; of several the operation tells
   */
  void start(
      String id,
      List<ContainerRow> rows,
      Consumer<ContainerRow> work,
      Consumer<List<Failure>> failed) {
    String verb = Strings.get("containers.action." + id);
    String doing = Strings.get("containers.pending." + id);
    if (rows.size() == 1) {
      one(verb, doing, rows.getFirst(), work, failed);
    } else if (!rows.isEmpty()) {
      several(verb, doing, rows, work);
    }
  }

  private void one(
      String verb,
      String doing,
      ContainerRow row,
      Consumer<ContainerRow> work,
      Consumer<List<Failure>> failed) {
    begin(doing, List.of(row));
    io.execute(() -> {
      Failure failure = failureOf(work, row, verb);
      fx.execute(() -> {
        end(Set.of(row.id()));
        if (failure != null) {
          failed.accept(List.of(failure));
        }
      });
    });
  }

  private void several(
      String verb, String doing, List<ContainerRow> rows, Consumer<ContainerRow> work) {
    Bulk<ContainerRow> bulk = new Bulk<>(verb, rows, ContainerRow::name, work, 8, io);
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    Operation.Kind kind =
        verb.equals(Strings.get("containers.action.remove"))
            ? Operation.Kind.REMOVE
            : Operation.Kind.OTHER;
    var _ =
        operations.submit(
            kind,
            verb,
            subject(rows),
            context -> {
              fx.execute(() -> begin(doing, rows)); // also when it is tried again
              try {
                return bulk.run(context);
              } finally {
                fx.execute(() -> end(ids));
              }
            });
  }

  private static String subject(List<ContainerRow> rows) {
    return rows.size() <= NAMED
        ? ShortList.of(rows.stream().map(ContainerRow::name).toList(), ", ")
        : Strings.get("containers.several", rows.size());
  }

  private void begin(String doing, List<ContainerRow> rows) {
    rows.forEach(row -> pending.put(row.id(), doing));
    changed.run();
  }

  private void end(Set<String> ids) {
    pending.keySet().removeAll(ids);
    changed.run();
  }

  private static @Nullable Failure failureOf(
      Consumer<ContainerRow> work, ContainerRow row, String verb) {
    try {
      work.accept(row);
      return null;
    } catch (RuntimeException e) {
      return FailureException.of(e, verb, row.name());
    }
  }
}
