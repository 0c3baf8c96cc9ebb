package org.dimdesktop.ui.common;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Every action of the program, for menus, shortcuts and the palette. JavaFX thread only. */
public final class ActionRegistry {
  /** The menus of the menu bar, in their order. */
  public enum Menu {
    FILE,
    IMAGES,
    CONTAINERS,
    BUILDS,
    REGISTRIES,
    UPDATES,
    VIEW,
    HELP
  }

  /** An action and the menu it stands in. */
  public record Entry(Menu menu, Action action) {}

  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  // A field, for the view holds its source weakly and would take its listeners along.
  private final ObservableList<Entry> readOnly = FXCollections.unmodifiableObservableList(entries);

  /** Adds actions to a menu; an id that is there already is an {@link IllegalArgumentException}. */
  public void add(Menu menu, Action... actions) {
    for (Action action : actions) {
      if (find(action.id()).isPresent()) {
        throw new IllegalArgumentException("action twice: " + action.id());
      }
    }
    entries.addAll(List.of(actions).stream().map(a -> new Entry(menu, a)).toList());
  }

  /** All entries, in the order they were added. */
  public ObservableList<Entry> entries() {
    return readOnly;
  }

  /** The action with this id. */
  public Optional<Action> find(String id) {
    return entries.stream().map(Entry::action).filter(a -> a.id().equals(id)).findFirst();
  }
}
