package org.dimdesktop.ui.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatsHistoryTest {
  @Test
  void ratesAreDifferencesOverTime() {
    StatsHistory history = new StatsHistory();
    history.add(new StatsHistory.Totals(1_000, 10, 5, 100, 10, 0, 0));
    StatsHistory.Point point =
        history.add(new StatsHistory.Totals(3_000, 20, 6, 300, 10, 50, 1_000));
    assertThat(point).isEqualTo(new StatsHistory.Point(3_000, 20, 6, 100, 0, 25, 500));
    assertThat(history.points()).hasSize(2);
  }

  @Test
  void aRestartIsNoNegativeRateAndHistoryIsBounded() {
    StatsHistory history = new StatsHistory();
    for (int i = 0; i < 500; i++) {
      history.add(new StatsHistory.Totals(i * 1_000L, 0, 0, 1_000, 0, 0, 0));
    }
    StatsHistory.Point point = history.add(new StatsHistory.Totals(500_000, 0, 0, 5, 0, 0, 0));
    assertThat(point.receiveRate()).isZero();
    assertThat(history.points()).hasSize(StatsHistory.CAPACITY).last().isEqualTo(point);
  }
}
