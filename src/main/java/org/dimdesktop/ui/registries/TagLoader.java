package org.dimdesktop.ui.registries;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * The tags of one repository: looks up those that were asked for, the latest wish first, because
 * that is what is in sight. Thread-safe.
 */
final class TagLoader {
  private static final int WORKERS = 4;

  /** Rows that were scrolled past long ago are forgotten; they ask again when they are drawn. */
  private static final int MAX_WISHES = 120;

  private final RegistryClient client;
  private final ImageReference repository;
  private final Executor io;
  private final Consumer<List<TagRow>> onChange;
  private final Map<String, TagRow> rows = new TreeMap<>(new NaturalOrder().reversed());
  private final Deque<String> wishes = new ArrayDeque<>();
  private final Set<String> busy = new HashSet<>();
  private int workers;
  private boolean stopped;

  TagLoader(
      RegistryClient client,
      ImageReference repository,
      Executor io,
      Consumer<List<TagRow>> onChange) {
    this.client = client;
    this.repository = repository;
    this.io = io;
    this.onChange = onChange;
  }

  /** Lists the names on the calling thread; rows are given out page by page. */
  void list() {
    client.tags(repository, this::add);
  }

  private void add(List<String> names) {
    synchronized (this) {
      names.forEach(name -> rows.putIfAbsent(name, TagRow.named(repository, name)));
    }
    publish();
  }

  /** Asks for the rest of a row; cheap enough for every drawn cell. */
  void want(String tag) {
    boolean start;
    synchronized (this) {
      TagRow row = rows.get(tag);
      if (stopped || row == null || !row.isOpen() || busy.contains(tag)) {
        return;
      }
      wishes.remove(tag);
      wishes.push(tag);
      if (wishes.size() > MAX_WISHES) {
        wishes.removeLast();
      }
      start = workers < WORKERS;
      workers += start ? 1 : 0;
    }
    if (start) {
      io.execute(this::work);
    }
  }

  /** Looks nothing up any more and gives nothing out. */
  synchronized void stop() {
    stopped = true;
    wishes.clear();
  }

  private void work() {
    while (true) {
      TagRow row;
      synchronized (this) {
        String tag = wishes.poll();
        row = tag == null ? null : rows.get(tag);
        if (row == null) {
          workers--;
          return;
        }
        busy.add(tag);
      }
      lookUp(row);
    }
  }

  private void lookUp(TagRow row) {
    try {
      Descriptor head = client.head(row.reference());
      put(row.pointingTo(head.digest()));
      put(row.known(client.inspect(row.reference(), head, Platform.local())));
    } catch (RuntimeException e) {
      Failure failure = FailureException.of(e, "look up", row.reference().toString());
      put(row.failed(failure.cause()));
      if (failure instanceof Failure.RateLimited) {
        stop(); // more questions would only make it worse
      }
    } finally {
      synchronized (this) {
        busy.remove(row.tag());
      }
    }
  }

  private void put(TagRow row) {
    synchronized (this) {
      rows.put(row.tag(), row);
    }
    publish();
  }

  private void publish() {
    List<TagRow> snapshot;
    synchronized (this) {
      snapshot = List.copyOf(rows.values());
    }
    onChange.accept(snapshot);
  }
}
