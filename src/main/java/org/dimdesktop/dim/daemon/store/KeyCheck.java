package org.dimdesktop.dim.daemon.store;

import java.util.List;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Makes sure that all daemons of a database encrypt with the same key. */
final class KeyCheck {
  private static final String NAME = "key_check";

  private KeyCheck() {}

  /**
   * Leaves a mark of the key in a new database, and compares it in one that has a mark.
   *
   * @throws FailureException {@code Conflict} when the key is another one
   */
  static void require(Database database, SecretBox box, DatabaseUrl url) {
    String mark =
        database.write(h -> {
          h.execute(
              "insert into setting (name, value) values (?, ?) on conflict do nothing",
              NAME,
              box.seal(NAME, NAME));
          return h.createQuery("select value from setting where name = :name")
              .bind("name", NAME)
              .mapTo(String.class)
              .one();
        });
    try {
      String _ = box.open(mark, NAME);
    } catch (IllegalStateException e) {
      throw new FailureException(
          new Failure.Conflict(
              "open the database",
              url.toString(),
              "its credentials are encrypted with another key; give every daemon of this database"
                  + " the same key: a copy of the first one's secret.key in its data directory, or"
                  + " DIM_SECRET_KEY",
              List.of()),
          e);
    }
  }
}
