package org.dimdesktop.ui.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import org.dimdesktop.ui.common.ActionRegistry;
import org.dimdesktop.ui.common.Strings;

/** The menu bar: every action of the registry, its shortcut beside it; empty menus are left out. */
final class MainMenu extends MenuBar {
  private final ActionRegistry registry;

  MainMenu(ActionRegistry registry) {
    this.registry = registry;
    setUseSystemMenuBar(true);
    registry.entries().addListener((ListChangeListener<ActionRegistry.Entry>) _ -> fill());
    fill();
  }

  private void fill() {
    getMenus()
        .setAll(
            Arrays.stream(ActionRegistry.Menu.values())
                .map(this::menu)
                .filter(menu -> !menu.getItems().isEmpty())
                .toList());
  }

  private Menu menu(ActionRegistry.Menu which) {
    List<MenuItem> items =
        registry.entries().stream()
            .filter(entry -> entry.menu() == which)
            .map(entry -> entry.action().menuItem())
            .toList();
    Menu menu = new Menu(Strings.get("shell.menu." + which.name().toLowerCase(Locale.ROOT)));
    menu.getItems().addAll(items);
    return menu;
  }
}
