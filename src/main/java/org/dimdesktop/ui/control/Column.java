package org.dimdesktop.ui.control;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link ResourceTable}.
 *
 * @param id unique in its table; the settings remember it
 * @param titleKey the key of its heading
 * @param text what a cell says; also the accessible text of a {@code renderer}
 * @param order how rows are sorted by it; called off the JavaFX thread
 * @param width in pixels, at first
 * @param least the width in pixels below which it does not shrink
 * @param hidden whether it is hidden at first
 * @param styles style classes of its cells: {@code mono}, {@code right}, {@code muted}
 * @param renderer makes the cell's own node, or null for plain text
 */
public record Column<T>(
    String id,
    String titleKey,
    Function<T, String> text,
    Comparator<T> order,
    double width,
    double least,
    boolean hidden,
    List<String> styles,
    @Nullable Supplier<CellRenderer<T>> renderer) {

  /** A column of text, sorted by it without regard to case. */
  public static <T> Column<T> text(String id, String titleKey, Function<T, String> text) {
    return new Column<>(
        id,
        titleKey,
        text,
        Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER),
        160,
        60,
        false,
        List.of(),
        null);
  }

  /** The same, sorted by something else than its text. */
  public Column<T> sortedBy(Comparator<T> comparator) {
    return new Column<>(id, titleKey, text, comparator, width, least, hidden, styles, renderer);
  }

  /** The same, sorted by a key. */
  public <U extends Comparable<? super U>> Column<T> sortedBy(Function<T, U> key) {
    return sortedBy(Comparator.comparing(key));
  }

  /** The same with another width at first, in pixels. */
  public Column<T> width(double pixels) {
    return new Column<>(id, titleKey, text, order, pixels, least, hidden, styles, renderer);
  }

  /** The same, never narrower than this, in pixels. */
  public Column<T> atLeast(double pixels) {
    return new Column<>(id, titleKey, text, order, width, pixels, hidden, styles, renderer);
  }

  /** The same, hidden until a person shows it. */
  public Column<T> hiddenAtFirst() {
    return new Column<>(id, titleKey, text, order, width, least, true, styles, renderer);
  }

  /** The same with style classes on each cell: {@code mono}, {@code right}, {@code muted}. */
  public Column<T> style(String... classes) {
    return new Column<>(
        id, titleKey, text, order, width, least, hidden, List.of(classes), renderer);
  }

  /** The same, drawn by a node of its own. */
  public Column<T> drawnBy(Supplier<CellRenderer<T>> maker) {
    return new Column<>(id, titleKey, text, order, width, least, hidden, styles, maker);
  }
}
