package org.dimdesktop.ui.settings;

import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.UpdateHabits;
import org.dimdesktop.updates.api.QuietHours;

/** What a person may choose for updates; each choice holds at once. */
public final class UpdateSettingsViewModel {
  private final SettingsStore store;
  private final ObservableValue<ApiState> api;

  /** Changes {@code store}; {@code api} says what came of it, on the JavaFX thread. */
  public UpdateSettingsViewModel(SettingsStore store, ObservableValue<ApiState> api) {
    this.store = store;
    this.api = api;
  }

  UpdateHabits habits() {
    return store.get().updates();
  }

  ObservableValue<ApiState> api() {
    return api;
  }

  void look(boolean wanted, int hours) {
    update(habits -> habits.withLook(wanted, hours));
  }

  void automatic(boolean wanted) {
    update(habits -> habits.withAutomatic(wanted, habits.quiet()));
  }

  /** Keeps the quiet hours, or returns false where they are none; empty for never quiet. */
  boolean quiet(String hours) {
    String text = hours.strip();
    try {
      QuietHours _ = text.isEmpty() ? QuietHours.NONE : QuietHours.parse(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
    update(habits -> habits.withAutomatic(habits.automatic(), text));
    return true;
  }

  /** Images older than so many days are a reason to update on its own, too; 0 for no age. */
  void maxAge(int days) {
    update(habits -> habits.withMaxAge(days));
  }

  void serve(boolean wanted, int port) {
    update(habits -> habits.withServe(wanted, port));
  }

  private void update(UnaryOperator<UpdateHabits> change) {
    store.update(now -> now.withUpdates(change.apply(now.updates())));
  }
}
