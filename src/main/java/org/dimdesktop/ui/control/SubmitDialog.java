package org.dimdesktop.ui.control;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.FirstField;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Theme;
import org.jspecify.annotations.Nullable;

/**
 * A form that stays open until what it asked for has worked: a failure is shown below the fields
 * and nothing that was typed is lost. JavaFX thread only.
 */
public final class SubmitDialog<R> {
  private final Form<R> form;
  private final Consumer<R> done;
  private final DetailLoader loader;
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final Label error = new Label();

  /**
   * A form and its work.
   *
   * @param id the dialog's id, for style and tests
   * @param content the fields
   * @param yes the name of the action: {@code Run}
   * @param valid whether the fields can be sent
   * @param action what is tried, a verb phrase for a failure
   * @param subject what it is tried on, read when the button is pressed
   * @param work reads the fields, on the JavaFX thread, and returns what to do on another
   */
  public record Form<R>(
      String id,
      String title,
      Node content,
      String yes,
      ObservableBooleanValue valid,
      String action,
      Supplier<String> subject,
      Supplier<Callable<R>> work) {}

  private @Nullable Node typedLast;

  private SubmitDialog(Form<R> form, Executor io, Executor fx, Consumer<R> done) {
    this.form = form;
    this.done = done;
    this.loader = new DetailLoader(io, fx, form.action());
  }

  /**
   * Opens the form and returns at once; {@code done} gets the result after the form has closed. A
   * form that is dismissed while its work runs interrupts it.
   */
  public static <R> void open(
      @Nullable Window owner, Form<R> form, Executor io, Executor fx, Consumer<R> done) {
    new SubmitDialog<>(form, io, fx, done).show(owner);
  }

  private void show(@Nullable Window owner) {
    ButtonType yes = new ButtonType(form.yes(), ButtonData.OK_DONE);
    DialogPane pane = dialog.getDialogPane();
    Theme.style(pane.getStylesheets());
    pane.setId(form.id());
    pane.setContent(content());
    pane.getButtonTypes()
        .addAll(yes, new ButtonType(Strings.get("common.cancel"), ButtonData.CANCEL_CLOSE));
    Button button = (Button) pane.lookupButton(yes);
    button.setId(form.id() + "-yes");
    button.getStyleClass().add("accent");
    button.disableProperty().bind(Bindings.not(form.valid()).or(busy));
    button.addEventFilter(
        ActionEvent.ACTION,
        event -> {
          event.consume(); // the dialog would close before it is known whether it worked
          submit();
        });
    if (owner != null) {
      dialog.initOwner(owner);
    }
    dialog.setTitle(form.title());
    dialog.setHeaderText(form.title());
    dialog.setResizable(true);
    dialog.setOnShown(_ -> FirstField.focus(form.content()));
    dialog.setOnHidden(_ -> loader.cancel());
    dialog.show();
  }

  private Node content() {
    error.setId(form.id() + "-error");
    error.getStyleClass().addAll("danger", "form-error");
    error.setWrapText(true);
    error.setMaxWidth(Double.MAX_VALUE);
    error.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE); // never cut: it says what to do
    showError("");
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add("small");
    bar.visibleProperty().bind(busy);
    form.content().disableProperty().bind(busy);
    return new VBox(8, form.content(), error, bar);
  }

  private void submit() {
    if (busy.get() || !form.valid().get()) {
      return;
    }
    typedLast = dialog.getDialogPane().getScene().getFocusOwner();
    busy.set(true);
    showError("");
    loader.load(form.subject().get(), form.work().get(), this::succeeded, this::failed);
  }

  private void succeeded(R result) {
    busy.set(false);
    dialog.close();
    done.accept(result);
  }

  private void failed(Failure failure) {
    busy.set(false);
    focusAgain();
    FailureText text = FailureText.of(failure);
    showError(text.title() + ": " + text.explanation() + "\n" + text.nextStep());
  }

  /** Back to where a person was: the form loses the focus when it is disabled. */
  private void focusAgain() {
    if (typedLast instanceof TextInputControl field) {
      field.requestFocus();
      field.selectAll();
    } else {
      FirstField.focus(form.content());
    }
  }

  private void showError(String text) {
    error.setText(text);
    error.setVisible(!text.isEmpty());
    error.setManaged(!text.isEmpty());
    Window window = dialog.getDialogPane().getScene().getWindow();
    if (window != null && window.isShowing()) {
      window.sizeToScene();
    }
  }
}
