package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --listen} takes. */
class ListenAddressTest {
  @Test
  void namesAndAddressesWithAPort() throws Exception {
    assertThat(ListenAddress.parse("127.0.0.1:0")).isEqualTo(new ListenAddress("127.0.0.1", 0));
    assertThat(ListenAddress.parse("[::1]:65535")).isEqualTo(new ListenAddress("::1", 65_535));
    assertThat(ListenAddress.parse("[::1]:80").isLoopback()).isTrue();
    assertThat(ListenAddress.parse("0.0.0.0:80").isLoopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":80", "host", "host:", "host:http", "host:65536", "host:99999"})
  void nothingElse(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--listen must be HOST:PORT, not " + text);
  }
}
