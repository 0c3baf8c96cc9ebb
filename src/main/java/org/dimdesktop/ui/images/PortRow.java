package org.dimdesktop.ui.images;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dimdesktop.engine.container.PortMapping;
import org.jspecify.annotations.Nullable;

/** One typed line of the ports to publish: {@code [address:]port} on the host, port inside. */
final class PortRow {
  static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");

  final StringProperty host = new SimpleStringProperty("");
  final StringProperty container = new SimpleStringProperty("");
  final StringProperty protocol = new SimpleStringProperty("tcp");

  /** A port of the container, {@code number/protocol}, as images declare it. */
  static PortRow exposed(String declared) {
    PortRow row = new PortRow();
    int slash = declared.indexOf('/');
    row.container.set(slash < 0 ? declared : declared.substring(0, slash));
    if (slash >= 0) {
      row.protocol.set(declared.substring(slash + 1));
    }
    return row;
  }

  boolean isBlank() {
    return host.get().isBlank() && container.get().isBlank();
  }

  /** The address to listen on, or empty for all of them. */
  String hostAddress() {
    int colon = colon();
    String address = colon < 0 ? "" : host.get().strip().substring(0, colon);
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  /** The port on the host, 0 when the engine is to choose one. */
  int hostPort() {
    String text = hostPortText();
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  int containerPort() {
    return Integer.parseInt(container.get().strip());
  }

  PortMapping mapping() {
    return new PortMapping(hostAddress(), containerPort(), hostPort(), protocol.get());
  }

  /** The key of what is wrong with this row, or null. */
  @Nullable String problem() {
    if (!isPort(container.get().strip())) {
      return "run.problem.containerPort";
    }
    String port = hostPortText();
    if (!port.isEmpty() && !isPort(port)) {
      return "run.problem.hostPort";
    }
    return null;
  }

  /** What no two rows may have in common, or null where the engine chooses. */
  @Nullable String listensOn() {
    String port = hostPortText();
    return port.isEmpty() ? null : hostAddress() + ":" + port + "/" + protocol.get();
  }

  private String hostPortText() {
    return Objects.requireNonNull(host.get()).strip().substring(colon() + 1);
  }

  private int colon() {
    return host.get().strip().lastIndexOf(':');
  }

  private static boolean isPort(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535;
  }
}
