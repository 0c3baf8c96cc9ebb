package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tags in the order that a person expects. */
class NaturalOrderTest {
  @Test
  void versionsByValueAndPreReleasesFirst() {
    List<String> expected =
        List.of(
            "1.2",
            "1.9",
            "1.10-rc1",
            "1.10-rc2",
            "1.10-rc10",
            "1.10",
            "1.10.1",
            "2.0",
            "10",
            "20240101",
            "latest",
            "v1",
            "v2",
            "v10");
    assertThat(expected.reversed().stream().sorted(new NaturalOrder())).isEqualTo(expected);
  }

  @Test
  void itIsAnOrderAndDistinguishesWhatDiffers() {
    List<String> odd =
        List.of("", "0", "00", "1-", "1", "01", "1-a", "a-", "a", "-", "99999999999999999999999");
    NaturalOrder order = new NaturalOrder();
    for (String a : odd) {
      for (String b : odd) {
        int ab = Integer.signum(order.compare(a, b));
        assertThat(ab).as(a + " " + b).isEqualTo(-Integer.signum(order.compare(b, a)));
        assertThat(ab == 0).isEqualTo(a.equals(b));
        for (String c : odd) {
          if (ab < 0 && order.compare(b, c) < 0) {
            assertThat(order.compare(a, c)).as(a + " " + b + " " + c).isNegative();
          }
        }
      }
    }
  }
}
