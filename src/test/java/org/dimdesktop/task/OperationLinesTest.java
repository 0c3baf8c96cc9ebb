package org.dimdesktop.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperationLinesTest {
  @Test
  void theNewestStayAndKeepTheirNumbers() {
    OperationLines lines = new OperationLines();
    int count = OperationLines.MAX + 1;
    for (int i = 0; i < count; i++) {
      lines.add("line " + i);
    }
    List<Operation.Line> all = lines.from(0);
    assertThat(all).hasSizeLessThanOrEqualTo(OperationLines.MAX);
    assertThat(all.getLast().number()).isEqualTo(count - 1);
    assertThat(all).allSatisfy(line -> assertThat(line.text()).isEqualTo("line " + line.number()));
    assertThat(lines.from(count - 2L)).extracting(Operation.Line::number).hasSize(2);
    assertThat(lines.from(count)).isEmpty();
  }
}
