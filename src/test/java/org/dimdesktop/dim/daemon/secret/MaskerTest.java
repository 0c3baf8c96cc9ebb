package org.dimdesktop.dim.daemon.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No form in which a secret is likely to be printed gets through. */
class MaskerTest {
  private static final String SECRET = "p4ss/wörd+ & \"more\"";
  private final Masker masker = new Masker(List.of(SECRET));

  @Test
  void asGivenAndTrimmed() {
    assertThat(masker.mask("login " + SECRET + " ok " + SECRET)).isEqualTo("login *** ok ***");
    assertThat(new Masker(List.of("  token-1234\n")).mask("got token-1234.")).isEqualTo("got ***.");
  }

  @Test
  void inUrlsAndJson() {
    String encoded = URLEncoder.encode(SECRET, UTF_8);
    assertThat(masker.mask("a=" + encoded)).isEqualTo("a=***");
    assertThat(masker.mask("a=" + encoded.replace("+", "%20"))).isEqualTo("a=***");
    assertThat(masker.mask("a=p4ss%2fw%c3%b6rd%2b+%26+%22more%22")).isEqualTo("a=***");
    assertThat(masker.mask("{\"a\":\"p4ss/wörd+ & \\\"more\\\"\"}")).isEqualTo("{\"a\":\"***\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "use", "user:", "user.name:"})
  void inBase64AtEveryAlignment(String before) {
    for (String after : List.of("", "x", "xy", "xyz")) {
      byte[] bytes = (before + SECRET + after).getBytes(UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String masked = masker.mask("Basic " + encoder.encodeToString(bytes));
        assertThat(masked).contains("***");
        // What is left belongs to the neighbours, but for the bits of one byte at either end.
        assertThat(masked.length()).isLessThan(6 + 3 + (before.length() + after.length() + 4) * 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 76})
  void inBase64ThatIsWrappedAnywhere(int columns) {
    for (String secret : List.of(SECRET, "0123456789abcdef".repeat(12))) {
      Masker one = new Masker(List.of(secret));
      for (int before = 0; before < columns * 2; before++) {
        byte[] bytes =
            ("é~".repeat(before / 3) + "x".repeat(before % 3) + secret + "  the rest")
                .getBytes(UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        StringBuilder masked = new StringBuilder();
        for (int at = 0; at < base64.length(); at += columns) {
          String line = base64.substring(at, Math.min(base64.length(), at + columns));
          masked.append(one.mask("#7 0.123 " + line).substring("#7 0.123 ".length()));
        }
        String alone = "   ".substring(0, (bytes.length - secret.getBytes(UTF_8).length - 10) % 3);
        String pure = Base64.getEncoder().encodeToString((alone + secret).getBytes(UTF_8));
        assertPiecesAreShort(masked.toString(), pure.substring(4, pure.length() - 4));
      }
    }
  }

  /** Of a secret that a line's end cuts, less than a piece of 4 may be left on either side. */
  private static void assertPiecesAreShort(String text, String secret) {
    for (int i = 0; i + 4 <= secret.length(); i++) {
      assertThat(text).doesNotContain(secret.substring(i, i + 4));
    }
  }

  @Test
  void wordsThatOnlyLookAlittleLikeBase64AreLeft() {
    Masker one = new Masker(List.of("hunter22-hunter22"));
    String digest = "sha256:" + "0123456789abcdef".repeat(4);
    for (String line : List.of("exporting layers done", digest, "a /b/c+d==", "", "    ")) {
      assertThat(one.mask(line)).isEqualTo(line);
    }
  }

  @Test
  void lineByLineWhereItHasSeveral() {
    Masker key =
        new Masker(List.of("-----BEGIN KEY-----\nMIIEpAIBAAKC\r\nabc\n-----END KEY-----\n"));
    assertThat(key.mask("MIIEpAIBAAKC")).isEqualTo("***");
    assertThat(key.mask("x -----BEGIN KEY----- y")).isEqualTo("x *** y");
    assertThat(key.mask("abc is a short line")).isEqualTo("abc is a short line");
    assertThat(key.mask(Base64.getEncoder().encodeToString("MIIEpAIBAAKC".getBytes(UTF_8))))
        .isEqualTo("***");
  }

  @Test
  void theLongerOfTwoSecretsFirst() {
    Masker both = new Masker(List.of("abcdef", "abcdefghij"));
    assertThat(both.mask("abcdefghij abcdef")).isEqualTo("*** ***");
  }

  @Test
  void whatIsTooShortToBeASecretIsLeft() {
    assertThat(new Masker(List.of("a", "", "   ", "xyz")).mask("a xyz   b")).isEqualTo("a xyz   b");
    assertThat(new Masker(List.of()).mask("anything")).isEqualTo("anything");
  }

  @Test
  void noneOfManyRandomSecretsGetsThrough() {
    Random random = new Random(42);
    for (int i = 0; i < 5000; i++) {
      String secret = text(random, 8 + random.nextInt(33));
      String around = text(random, random.nextInt(6));
      Masker one = new Masker(List.of(secret));
      assertThat(one.mask(around + secret + around)).doesNotContain(secret);
      byte[] bytes = (around + secret + around).getBytes(UTF_8);
      String shifted = "   ".substring(0, around.length() % 3) + secret;
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted.getBytes(UTF_8));
      assertThat(one.mask(Base64.getEncoder().encodeToString(bytes)))
          .as("%s between %s", secret, around)
          .doesNotContain(base64.substring(4, base64.length() - 3));
    }
  }

  private static String text(Random random, int length) {
    return random
        .ints(length, '!', '~' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
