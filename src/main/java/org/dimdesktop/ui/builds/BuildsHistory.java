package org.dimdesktop.ui.builds;

import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one filter's builds that were read so far, newest first, into a {@link BuildBook}.
 * What the book holds beyond the oldest of them is not shown: there would be gaps in it.
 * Thread-safe; reading blocks.
 */
final class BuildsHistory {
  private final DimClient client;
  private final BuildBook book;
  private final int pageSize;
  private BuildFilter filter;
  private @Nullable String cursor = "";
  private long generation;

  /**
   * A history that nothing was read of yet.
   *
   * @param pageSize builds on a page, 1 to 200
   */
  BuildsHistory(DimClient client, BuildBook book, BuildFilter filter, int pageSize) {
    this.pageSize = pageSize;
    this.client = client;
    this.book = book;
    this.filter = filter;
  }

  /** Changes the filter; what is known already is shown until {@link #restart} has read more. */
  synchronized void use(BuildFilter next) {
    filter = next;
    generation++;
  }

  /**
   * Reads the newest page again.
   *
   * @throws FailureException when the daemon does not answer
   */
  void restart() {
    read(null);
  }

  /** Reads the next older page; nothing happens after the last one. */
  void more() {
    String next;
    synchronized (this) {
      next = cursor;
    }
    if (next != null && !next.isEmpty()) {
      read(next);
    }
  }

  private void read(@Nullable String from) {
    BuildFilter asked;
    long mine;
    synchronized (this) {
      asked = filter;
      mine = generation;
    }
    BuildPage page = client.list(asked.query(pageSize, from));
    book.putAll(page.builds());
    synchronized (this) {
      if (mine == generation) { // else a newer filter reads its own pages
        cursor = page.nextCursor();
      }
    }
  }

  /** Whether there are older builds than those that were read. */
  synchronized boolean hasMore() {
    return cursor != null && !cursor.isEmpty();
  }

  /** Whether a build belongs to what is shown. */
  synchronized boolean shows(Build build) {
    return filter.matches(build) && (cursor == null || build.id().compareTo(cursor) >= 0);
  }
}
