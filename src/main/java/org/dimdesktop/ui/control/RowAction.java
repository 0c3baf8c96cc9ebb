package org.dimdesktop.ui.control;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.input.KeyCombination;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Something to do with the selected rows of a {@link ResourceTable}: in its context menu, on a key,
 * and, if wanted, as a button above the rows.
 *
 * @param id unique in the program
 * @param textKey the key of its name
 * @param key its key while the table has the focus, or null
 * @param applies whether it can be done with these rows; they are never empty
 * @param handler does it, on the JavaFX thread
 * @param button whether it also stands above the rows
 * @param danger whether it destroys something
 */
public record RowAction<T>(
    String id,
    String textKey,
    Ikon icon,
    @Nullable KeyCombination key,
    Predicate<List<T>> applies,
    Consumer<List<T>> handler,
    boolean button,
    boolean danger) {

  /** An action on one or more rows, in the context menu only. */
  public static <T> RowAction<T> of(
      String id, String textKey, Ikon icon, Consumer<List<T>> handler) {
    return new RowAction<>(id, textKey, icon, null, _ -> true, handler, false, false);
  }

  /** An action on exactly one row, in the context menu only. */
  public static <T> RowAction<T> ofOne(String id, String textKey, Ikon icon, Consumer<T> handler) {
    return RowAction.<T>of(id, textKey, icon, rows -> handler.accept(rows.getFirst()))
        .when(rows -> rows.size() == 1);
  }

  /** The same on a key such as {@code Delete} or {@code Shortcut+R}. */
  public RowAction<T> withKey(String combination) {
    return new RowAction<>(
        id, textKey, icon, KeyCombination.valueOf(combination), applies, handler, button, danger);
  }

  /** The same, possible only where also {@code condition} holds. */
  public RowAction<T> when(Predicate<List<T>> condition) {
    return new RowAction<>(id, textKey, icon, key, applies.and(condition), handler, button, danger);
  }

  /** The same, also as a button above the rows. */
  public RowAction<T> asButton() {
    return new RowAction<>(id, textKey, icon, key, applies, handler, true, danger);
  }

  /** The same, shown as dangerous. */
  public RowAction<T> dangerous() {
    return new RowAction<>(id, textKey, icon, key, applies, handler, button, true);
  }

  /** Its name. */
  public String text() {
    return Strings.get(textKey);
  }
}
