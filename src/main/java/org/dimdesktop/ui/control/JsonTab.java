package org.dimdesktop.ui.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The whole description of the selected row as the engine gives it. */
public final class JsonTab<T> implements DetailTab<T> {
  private final JsonTree tree = new JsonTree();
  private final String titleKey;
  private final Consumer<T> load;

  /**
   * A tab that shows what {@code json} holds.
   *
   * @param load asked to load a row when it comes into sight
   */
  public JsonTab(
      String titleKey, ObservableValue<? extends @Nullable JsonNode> json, Consumer<T> load) {
    this.titleKey = titleKey;
    this.load = load;
    json.addListener((_, _, now) -> tree.setJson(now));
    tree.setJson(json.getValue());
  }

  @Override
  public String titleKey() {
    return titleKey;
  }

  @Override
  public Ikon icon() {
    return Feather.CODE;
  }

  @Override
  public Node node() {
    return tree;
  }

  @Override
  public void show(T row) {
    load.accept(row);
  }

  @Override
  public void clear() {}
}
