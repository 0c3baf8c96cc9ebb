package org.dimdesktop.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.Test;

/** A thousand names still fit into a dialog. */
class ShortListTest {
  @Test
  void tenAreNamedAndTheOthersCounted() {
    assertThat(ShortList.of(names(0), ", ")).isEmpty();
    assertThat(ShortList.of(names(10), " ")).isEqualTo("c0 c1 c2 c3 c4 c5 c6 c7 c8 c9");
    assertThat(ShortList.of(names(1000), "\n")).endsWith("c9\nand 990 more").hasLineCount(11);
  }

  @Test
  void aConflictNamesTheFirstThatStandInTheWay() {
    Failure conflict = new Failure.Conflict("remove", "app:1", "in use", names(12));
    assertThat(FailureText.of(conflict).nextStep())
        .contains("c0, c1, c2", "c9, and 2 more")
        .doesNotContain("c10");
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
  }
}
