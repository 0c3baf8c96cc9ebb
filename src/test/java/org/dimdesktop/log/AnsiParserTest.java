package org.dimdesktop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours are kept, everything else that a terminal would obey is gone. */
class AnsiParserTest {

  private static final String CSI = "\u001b[";

  @Test
  void keepsColoursAndWeights() {
    AnsiText text = AnsiParser.parse("a" + CSI + "1;31mb" + CSI + "0mc" + CSI + "4;7;102md");
    assertThat(text.text()).isEqualTo("abcd");
    assertThat(text.runs())
        .containsExactly(
            new AnsiText.Run(0, 1, AnsiStyle.PLAIN),
            new AnsiText.Run(1, 2, AnsiStyle.PLAIN.withWeight(true, false).withForeground(1)),
            new AnsiText.Run(2, 3, AnsiStyle.PLAIN),
            new AnsiText.Run(
                3, 4, AnsiStyle.PLAIN.withUnderline(true).withInverse(true).withBackground(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "38;5;9, 9",
    "38;5;196, ff0000",
    "38;5;244, 808080",
    "38;2;1;2;3, 010203",
    "38:2::1:2:3, 010203",
    "38:2:1:2:3, 010203",
    "38:5:21, 0000ff",
    "38;5;300, -1",
    "38;2;256;0;0, -1",
    "38;5, -1",
    "38, -1",
    "31;39, -1",
    "97, 15",
    "31;99999999999, 1"
  })
  void readsEveryKindOfColour(String sequence, String wanted) {
    int colour =
        wanted.length() == 6
            ? AnsiStyle.RGB | Integer.parseInt(wanted, 16)
            : Integer.parseInt(wanted);
    assertThat(AnsiParser.parse(CSI + sequence + "mx").runs().getFirst().style().foreground())
        .isEqualTo(colour);
  }

  @Test
  void afterAnExtendedColourTheRestStillCounts() {
    AnsiStyle style = AnsiParser.parse(CSI + "38;5;1;48;2;0;0;1;1mx").runs().getFirst().style();
    assertThat(style.foreground()).isEqualTo(1);
    assertThat(style.background()).isEqualTo(AnsiStyle.RGB | 1);
    assertThat(style.bold()).isTrue();
  }

  @Test
  void removesWhatATerminalWouldObey() {
    List<String> sequences =
        List.of(
            CSI + "2J",
            CSI + "10;20H",
            CSI + "?1049h",
            CSI + ">4;1m",
            CSI + "6n",
            "\u001b]0;title\u0007",
            "\u001b]8;;http://evil.test\u001b\\",
            "\u001bP+q544e\u001b\\",
            "\u001b(0",
            "\u001bc",
            "\u009b31m",
            "\u009d0;t\u009c",
            "\u0007",
            "\u0000",
            "\u202e",
            "\u2066");
    for (String sequence : sequences) {
      assertThat(AnsiParser.visible("a" + sequence + "b")).as("%s", sequence).isEqualTo("ab");
    }
  }

  @Test
  void ofAnOverwrittenLineTheLastTextStays() {
    assertThat(AnsiParser.visible("10%\r50%\r100%")).isEqualTo("100%");
    assertThat(AnsiParser.visible("done\r")).isEqualTo("done");
    assertThat(AnsiParser.visible("done\r" + CSI + "K")).isEqualTo("done");
    assertThat(AnsiParser.parse(CSI + "32mok\rno").runs().getFirst().style().foreground())
        .isEqualTo(2);
  }

  @Test
  void tabsReachTheNextEighthColumn() {
    assertThat(AnsiParser.visible("a\tb")).isEqualTo("a       b");
    assertThat(AnsiParser.visible("12345678\tb")).isEqualTo("12345678        b");
  }

  @Test
  void anyInputGivesPrintableTextWithRunsThatCoverIt() {
    Random random = new Random(7);
    String alphabet =
        "\u001b\u001b[[]];:?0123456789mKHP_^\\\u0007\u009b\u009c\r"
            + "\t\b\u0000 ab€\ud83d\udc33\ud800\u2028\u202e(#";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder raw = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        raw.append(
            random.nextInt(20) == 0
                ? (char) random.nextInt(0x10000)
                : alphabet.charAt(random.nextInt(alphabet.length())));
      }
      AnsiText text = AnsiParser.parse(raw.toString());
      assertThat(text.text().chars())
          .as("of %s", raw)
          .noneMatch(c -> c < ' ' || (c >= 0x7f && c < 0xa0));
      int at = 0;
      for (AnsiText.Run run : text.runs()) {
        assertThat(run.start()).isEqualTo(at);
        assertThat(run.end()).isGreaterThan(at);
        at = run.end();
      }
      assertThat(at).isEqualTo(text.text().length());
      assertThat(AnsiParser.visible(raw.toString())).isEqualTo(text.text());
    }
  }
}
