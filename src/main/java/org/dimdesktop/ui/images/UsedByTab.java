package org.dimdesktop.ui.images;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.DetailTab;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The containers made from the selected image; a click goes there. */
final class UsedByTab implements DetailTab<ImageRow> {
  private final VBox links = new VBox(4);
  private final ScrollPane scroll = new ScrollPane(links);
  private final Consumer<String> showContainer;

  /**
   * A tab without a row.
   *
   * @param showContainer goes to the container with this name
   */
  UsedByTab(Consumer<String> showContainer) {
    this.showContainer = showContainer;
    links.setId("image-used-by");
    links.getStyleClass().add("facts-sections");
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
  }

  @Override
  public String titleKey() {
    return "images.tab.usedby";
  }

  @Override
  public Ikon icon() {
    return Feather.BOX;
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void show(ImageRow row) {
    links.getChildren().clear();
    for (String name : row.image().usedBy()) {
      Hyperlink link = new Hyperlink(name, Icons.of(Feather.BOX));
      link.setOnAction(_ -> showContainer.accept(name));
      links.getChildren().add(link);
    }
    if (row.isUnused()) {
      links.getChildren().add(new Label(Strings.get("images.usedby.none")));
    }
  }

  @Override
  public void clear() {}
}
