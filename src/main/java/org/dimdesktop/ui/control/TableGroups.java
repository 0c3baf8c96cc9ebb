package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dimdesktop.settings.TableLayout;

/**
 * Whether a table is grouped, and which of its groups are collapsed. What a filter finds is never
 * hidden in a collapsed group: while there is one, groups are open until a person closes them.
 * JavaFX thread only.
 */
final class TableGroups {
  /** Names of groups that are long gone must not fill the settings. */
  private static final int MOST = 200;

  private final BiConsumer<Boolean, Set<String>> changed;
  private final Runnable remember;
  private final Set<String> collapsed = new LinkedHashSet<>();
  private final Set<String> collapsedInFilter = new LinkedHashSet<>();
  private boolean on;
  private boolean filtering;

  /**
   * As the settings remember it.
   *
   * @param changed gets what holds now, at first and after each change
   * @param remember a person has changed what {@link #remembered} gives
   */
  TableGroups(
      TableLayout.Groups remembered, BiConsumer<Boolean, Set<String>> changed, Runnable remember) {
    this.changed = changed;
    this.remember = remember;
    on = remembered.on();
    collapsed.addAll(remembered.collapsed());
    tell();
  }

  boolean isOn() {
    return on;
  }

  void setOn(boolean now) {
    on = now;
    tell();
    remember.run();
  }

  /** Opens or closes a group. */
  void collapse(String group, boolean closed) {
    Set<String> names = filtering ? collapsedInFilter : collapsed;
    if (closed ? names.add(group) : names.remove(group)) {
      tell();
      remember.run();
    }
  }

  /** Closes all these groups and opens every other. */
  void collapseOnly(List<String> groups) {
    Set<String> names = filtering ? collapsedInFilter : collapsed;
    names.clear();
    names.addAll(groups);
    tell();
    remember.run();
  }

  /** The text that rows are filtered by has changed. */
  void filtered(String text) {
    boolean now = !text.isBlank();
    if (now || filtering) {
      collapsedInFilter.clear();
      filtering = now;
      tell();
    }
  }

  TableLayout.Groups remembered() {
    List<String> names = new ArrayList<>(collapsed);
    return new TableLayout.Groups(
        on, names.subList(Math.max(0, names.size() - MOST), names.size()));
  }

  private void tell() {
    changed.accept(on, Set.copyOf(filtering ? collapsedInFilter : collapsed));
  }
}
