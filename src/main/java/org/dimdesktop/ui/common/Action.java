package org.dimdesktop.ui.common;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/**
 * Something a person can do from a menu, a shortcut, a button or the palette.
 *
 * @param id unique in the program: {@code images.pull}
 * @param textKey the key of its name in {@link Strings}
 * @param key its shortcut, or null
 * @param enabled whether it can be done now
 * @param handler does it, on the JavaFX thread
 */
public record Action(
    String id,
    String textKey,
    Ikon icon,
    @Nullable KeyCombination key,
    ObservableBooleanValue enabled,
    Runnable handler) {

  /** An action that can always be done and has no shortcut. */
  public static Action of(String id, String textKey, Ikon icon, Runnable handler) {
    return new Action(id, textKey, icon, null, new SimpleBooleanProperty(true), handler);
  }

  /** The same with a shortcut such as {@code Shortcut+P} (Cmd on macOS, else Ctrl). */
  public Action withKey(String combination) {
    return new Action(id, textKey, icon, KeyCombination.valueOf(combination), enabled, handler);
  }

  /** The same, possible only while {@code condition} holds. */
  public Action when(ObservableBooleanValue condition) {
    return new Action(id, textKey, icon, key, condition, handler);
  }

  /** Its name. */
  public String text() {
    return Strings.get(textKey);
  }

  /** Does it if it can be done now. */
  public void run() {
    if (enabled.get()) {
      handler.run();
    }
  }

  /** A menu item that shows the shortcut. */
  public MenuItem menuItem() {
    MenuItem item = new MenuItem(text(), Icons.of(icon));
    item.setId(id);
    item.setOnAction(_ -> run());
    if (key != null) {
      item.setAccelerator(key);
    }
    item.disableProperty().bind(javafx.beans.binding.Bindings.not(enabled));
    return item;
  }

  /** A button with icon and text. */
  public Button button() {
    Button button = new Button(text(), Icons.of(icon));
    prepare(button);
    return button;
  }

  /** A button with the icon only; text and shortcut are its tooltip and accessible name. */
  public Button iconButton() {
    Button button = new Button(null, Icons.of(icon));
    button.getStyleClass().addAll("button-icon", "flat");
    prepare(button);
    return button;
  }

  private void prepare(Button button) {
    button.setId(id);
    button.setAccessibleText(text());
    Tips.set(button, key == null ? text() : text() + "  " + key.getDisplayText());
    button.setOnAction(_ -> run());
    button.disableProperty().bind(javafx.beans.binding.Bindings.not(enabled));
  }
}
