package org.dimdesktop.ui.control;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/**
 * Shows a view that needs an engine, or, while there is none, what was tried, in which order, with
 * the reason for each, and the next step. JavaFX thread only.
 */
public final class EngineGate extends StackPane {
  private final Node content;
  private final Runnable retry;

  /**
   * A gate before {@code content}.
   *
   * @param retry tries again at once
   */
  public EngineGate(Node content, ObservableValue<EngineStatus> status, Runnable retry) {
    this.content = content;
    this.retry = retry;
    status.addListener((_, _, now) -> show(now));
    show(status.getValue());
  }

  private void show(EngineStatus status) {
    if (status instanceof EngineStatus.NoEngine none) {
      // Of its own a scroll pane puts what is narrower than it to the left.
      ScrollPane scroll = new ScrollPane(new StackPane(explanation(none)));
      scroll.setFitToWidth(true);
      scroll.setFitToHeight(true);
      getChildren().setAll(scroll);
    } else if (!getChildren().contains(content)) {
      getChildren().setAll(content);
    }
  }

  private VBox explanation(EngineStatus.NoEngine none) {
    FailureText text = FailureText.of(none.failure());
    Label title = new Label(Strings.get("engine.none.title"));
    title.getStyleClass().add("title-3");
    Button again = new Button(Strings.get("common.retry"), Icons.of(Feather.REFRESH_CW));
    again.setId("engine-retry");
    again.setOnAction(_ -> retry.run());
    VBox box =
        new VBox(
            12,
            Icons.of(Feather.CLOUD_OFF, "state-icon", "warning"),
            title,
            wrapped(text.explanation()),
            attempts(none.attempts()),
            wrapped(Strings.get("engine.none.next", text.nextStep())),
            again);
    box.setId("no-engine");
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("state-box");
    return box;
  }

  private static GridPane attempts(List<Attempt> attempts) {
    GridPane grid = new GridPane();
    grid.setId("engine-attempts");
    grid.setHgap(12);
    grid.setVgap(10);
    grid.setAlignment(Pos.CENTER);
    for (int i = 0; i < attempts.size(); i++) {
      Label number = new Label(i + 1 + ".");
      number.getStyleClass().add("text-muted");
      Label place = wrapped(attempts.get(i).description());
      place.getStyleClass().add("text-bold");
      GridPane.setValignment(number, VPos.TOP);
      grid.addRow(i, number, new VBox(place, wrapped(attempts.get(i).reason())));
    }
    return grid;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(560);
    label.setMinHeight(Region.USE_PREF_SIZE); // a low window scrolls; the reasons are never cut
    return label;
  }
}
