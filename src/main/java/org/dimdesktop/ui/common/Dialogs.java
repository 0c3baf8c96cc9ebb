package org.dimdesktop.ui.common;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import org.dimdesktop.task.Failure;

/** Asks and tells a person. JavaFX thread only; each call returns when the person has answered. */
public interface Dialogs {
  /**
   * A question whose yes-button is named after what it does.
   *
   * @param yes the name of the action: {@code Remove 3 images}
   * @param danger whether the action destroys something
   */
  record Question(String title, String message, String yes, boolean danger) {}

  /** A choice that goes with a question: {@code Also remove its volumes}. */
  record Option(String id, String text, boolean preset) {}

  /**
   * A form.
   *
   * @param content the fields
   * @param yes the name of the action: {@code Pull}
   * @param valid whether the yes-button is enabled
   * @param result reads the fields when the yes-button was pressed
   * @param danger whether the action destroys something
   */
  record Form<R>(
      String title,
      Node content,
      String yes,
      ObservableBooleanValue valid,
      Supplier<R> result,
      boolean danger) {
    /** A form for what destroys nothing. */
    public Form(
        String title, Node content, String yes, ObservableBooleanValue valid, Supplier<R> result) {
      this(title, content, yes, valid, result, false);
    }
  }

  /** Asks; true for yes. */
  default boolean confirm(Question question) {
    return confirm(question, List.of()).isPresent();
  }

  /** Asks with choices; the ids of those ticked, or empty for no. */
  Optional<Set<String>> confirm(Question question, List<Option> options);

  /** Shows a form; empty when it was dismissed. */
  <R> Optional<R> form(Form<R> form);

  /** Shows something that can only be looked at and closed. */
  void show(String title, Node content);

  /** Tells of a failure, with its next step and copyable details. */
  void error(Failure failure);

  /** Tells of several failures at once, with their details to copy; of none it says nothing. */
  default void errors(List<Failure> failures) {
    if (failures.size() == 1) {
      error(failures.getFirst());
    } else if (!failures.isEmpty()) {
      error(
          Strings.get("error.several.title", failures.size()),
          Strings.get("error.several.message"),
          failures.stream()
              .map(failure -> FailureText.of(failure).details())
              .collect(Collectors.joining("\n\n")));
    }
  }

  /** Tells of an unexpected error with its stack trace to copy. */
  void error(String title, String message, String details);

  /** Asks where to save a file. */
  Optional<Path> saveFile(String title, String suggestedName);

  /** Asks for an existing file. */
  Optional<Path> openFile(String title);

  /** Asks for an existing folder. */
  Optional<Path> openFolder(String title);
}
