package org.dimdesktop.settings;

import java.util.Optional;

/** Remembers how tables were arranged, by the table's id. */
public interface TableLayouts {
  /** How the table was arranged last; empty when never. */
  Optional<TableLayout> load(String tableId);

  /** Remembers an arrangement; cheap enough for every change. */
  void save(String tableId, TableLayout layout);

  /** Remembers nothing. */
  TableLayouts NONE =
      new TableLayouts() {
        @Override
        public Optional<TableLayout> load(String tableId) {
          return Optional.empty();
        }

        @Override
        public void save(String tableId, TableLayout layout) {}
      };
}
