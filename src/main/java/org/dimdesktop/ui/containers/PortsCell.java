package org.dimdesktop.ui.containers;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.dimdesktop.engine.container.PortMapping;
import org.dimdesktop.ui.common.BrowserLinks;
import org.dimdesktop.ui.control.CellRenderer;

/** A container's ports; a click on a published one opens it in the browser. */
final class PortsCell implements CellRenderer<ContainerRow> {
  private final HBox box = new HBox(8);
  private final Supplier<String> engineHost;
  private final BrowserLinks browser;
  private List<PortMapping> shown = List.of();

  PortsCell(Supplier<String> engineHost, BrowserLinks browser) {
    this.engineHost = engineHost;
    this.browser = browser;
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(0);
    Rectangle inside = new Rectangle();
    inside.widthProperty().bind(box.widthProperty());
    inside.heightProperty().bind(box.heightProperty());
    box.setClip(inside);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(ContainerRow row) {
    List<PortMapping> ports = new ArrayList<>(merged(row.container().ports()));
    ports.sort(
        Comparator.comparing((PortMapping port) -> port.publicPort() == 0)
            .thenComparingInt(PortMapping::publicPort)
            .thenComparingInt(PortMapping::privatePort));
    if (ports.equals(shown)) {
      return;
    }
    shown = ports;
    box.getChildren().setAll(ports.stream().map(this::port).toList());
  }

  /** The same port on IPv4 and IPv6 wildcards is one to a person. */
  static List<PortMapping> merged(List<PortMapping> ports) {
    List<PortMapping> merged = new ArrayList<>();
    for (PortMapping port : ports) {
      boolean wild = port.ip().equals("0.0.0.0") || port.ip().equals("::");
      PortMapping one =
          wild ? new PortMapping("", port.privatePort(), port.publicPort(), port.protocol()) : port;
      if (!merged.contains(one)) {
        merged.add(one);
      }
    }
    return merged;
  }

  /** A part is shown whole or cut at the cell's edge: an ellipsis for each would say nothing. */
  private Labeled port(PortMapping port) {
    Labeled made = made(port);
    made.setMinWidth(Region.USE_PREF_SIZE);
    return made;
  }

  /** What is opened in a browser is TCP; the column has better use for the room. */
  private static String text(PortMapping port) {
    String whole = port.toString();
    return whole.endsWith("/tcp") ? whole.substring(0, whole.length() - 4) : whole;
  }

  private Labeled made(PortMapping port) {
    URI address = PortLinks.of(engineHost.get(), port.ip(), port.publicPort(), port.protocol());
    if (address == null) {
      Label label = new Label(port.toString());
      label.getStyleClass().add("muted");
      return label;
    }
    Hyperlink link = new Hyperlink(text(port));
    link.setTooltip(new Tooltip(address.toString()));
    link.setOnAction(_ -> {
      link.setVisited(false);
      browser.open(address);
    });
    return link;
  }
}
