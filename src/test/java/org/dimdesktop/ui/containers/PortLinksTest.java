package org.dimdesktop.ui.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortLinksTest {
  @Test
  void wildcardsLeadToTheEnginesMachine() {
    assertThat(PortLinks.of("", "0.0.0.0", 8080, "tcp")).hasToString("http://localhost:8080/");
    assertThat(PortLinks.of("box", "::", 8443, "tcp")).hasToString("https://box:8443/");
    assertThat(PortLinks.of("box", "127.0.0.2", 80, "tcp")).hasToString("http://127.0.0.2:80/");
    assertThat(PortLinks.of("", "::1", 80, "tcp")).hasToString("http://[::1]:80/");
  }

  @Test
  void onlyPublishedTcpPortsOpen() {
    assertThat(PortLinks.of("", "0.0.0.0", 53, "udp")).isNull();
    assertThat(PortLinks.of("", "", 0, "tcp")).isNull();
  }
}
