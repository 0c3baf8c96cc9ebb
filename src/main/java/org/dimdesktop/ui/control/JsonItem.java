package org.dimdesktop.ui.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/** A node of a JSON document in a tree; its children are made when they are first needed. */
final class JsonItem extends TreeItem<JsonItem.Entry> {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * What a line shows.
   *
   * @param name the field's name or {@code [index]}; empty for the root
   * @param path the way to it as jq writes it: {@code .Config.Env[0]}
   */
  record Entry(String name, String path, JsonNode value) {
    /** The line's text after the name. */
    String text() {
      if (value.isObject()) {
        return "{" + value.size() + "}";
      }
      return value.isArray() ? "[" + value.size() + "]" : value.toString();
    }

    /** The value as it is copied: text without quotes, everything else as JSON. */
    String copy() {
      return value.isTextual() ? value.textValue() : value.toPrettyString();
    }

    List<Entry> children() {
      List<Entry> entries = new ArrayList<>(value.size());
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          entries.add(new Entry("[" + i + "]", parent() + "[" + i + "]", value.get(i)));
        }
      } else {
        value
            .properties()
            .forEach(f -> entries.add(new Entry(f.getKey(), child(f.getKey()), f.getValue())));
      }
      return entries;
    }

    private String parent() {
      return path.isEmpty() ? "." : path;
    }

    private String child(String field) {
      return PLAIN_NAME.matcher(field).matches()
          ? path + "." + field
          : parent() + "[\"" + field.replace("\"", "\\\"") + "\"]";
    }
  }

  private boolean filled;

  JsonItem(Entry entry) {
    super(entry);
  }

  @Override
  public boolean isLeaf() {
    return getValue().value().isEmpty();
  }

  @Override
  public ObservableList<TreeItem<Entry>> getChildren() {
    if (!filled) {
      filled = true;
      super.getChildren().setAll(getValue().children().stream().map(JsonItem::new).toList());
    }
    return super.getChildren();
  }
}
