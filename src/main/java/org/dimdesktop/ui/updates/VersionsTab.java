package org.dimdesktop.ui.updates;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.BrowserLinks;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.updates.check.NewerVersion;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The newer versions of the selected container's image, with what is new in them. */
final class VersionsTab implements DetailTab<UpdateRow> {
  private final UpdatesViewModel model;
  private final BrowserLinks browser;
  private final Consumer<UpdateRow> look;
  private final VBox lines = new VBox(8);
  private final ScrollPane scroll = new ScrollPane(lines);

  VersionsTab(UpdatesViewModel model, BrowserLinks browser, Consumer<UpdateRow> look) {
    this.model = model;
    this.browser = browser;
    this.look = look;
    lines.setId("update-versions");
    lines.getStyleClass().add("facts-sections");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
  }

  @Override
  public String titleKey() {
    return "updates.tab.versions";
  }

  @Override
  public Ikon icon() {
    return Feather.TAG;
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void show(UpdateRow row) {
    lines.getChildren().clear();
    if (!row.newer().isEmpty()) {
      lines.getChildren().add(text(Strings.get("updates.versions.some", row.image())));
      row.newer().forEach(version -> lines.getChildren().add(line(row, version)));
      lines.getChildren().add(text(Strings.get("updates.versions.hint")));
    } else if (model.isLookedFor(row)) {
      lines.getChildren().add(text(Strings.get("updates.versions.none", row.image())));
    } else {
      Button button = new Button(Strings.get("updates.versions"), Icons.of(Feather.SEARCH));
      button.setOnAction(_ -> look.accept(row));
      lines
          .getChildren()
          .addAll(
              text(
                  Strings.get(
                      model.hasQuota(row) ? "updates.versions.quota" : "updates.versions.unknown")),
              button);
    }
  }

  private Node line(UpdateRow row, NewerVersion version) {
    Label tag = new Label(row.group().image().tag() + " → " + version.tag());
    tag.getStyleClass().add("text-bold");
    HBox line = new HBox(12, tag);
    line.setAlignment(Pos.CENTER_LEFT);
    version
        .built()
        .ifPresent(built -> {
          Label age = new Label(Strings.get("updates.versions.built", Moments.ago(built)));
          age.getStyleClass().add("muted");
          age.setTooltip(new Tooltip(Moments.absolute(built)));
          line.getChildren().add(age);
        });
    version
        .notes()
        .ifPresent(notes -> {
          Hyperlink link =
              new Hyperlink(Strings.get("updates.versions.notes"), Icons.of(Feather.EXTERNAL_LINK));
          link.setTooltip(new Tooltip(notes.toString()));
          link.setOnAction(_ -> browser.open(notes));
          line.getChildren().add(link);
        });
    return line;
  }

  private static Label text(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  @Override
  public void clear() {}
}
