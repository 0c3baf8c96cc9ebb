package org.dimdesktop.ui.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandWordsTest {
  @Test
  void splitsAsAShellDoes() {
    assertThat(CommandWords.split("sh -c 'echo \"hi\"  $HOME' ''"))
        .containsExactly("sh", "-c", "echo \"hi\"  $HOME", "");
    assertThat(CommandWords.split("a\\ b \"c\\\"d\\n\" e'f'g"))
        .containsExactly("a b", "c\"d\\n", "efg");
    assertThat(CommandWords.split("  \t ")).isEmpty();
  }

  @Test
  void refusesAnOpenQuote() {
    assertThatThrownBy(() -> CommandWords.split("echo 'x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quote");
  }
}
