package org.dimdesktop.support;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts for generated tests: what people mistype, what attackers try, and plain noise. */
public final class HostileText {
  private static final List<String> CLASSICS =
      List.of(
          "",
          " ",
          "\t\n\r",
          "\0",
          "\uD800",
          "\uDC00x",
          "\uFEFF",
          "\u202Eevil",
          "\u2028",
          "İ",
          "ß",
          "😀",
          "-",
          "--upload-pack=touch x",
          "..",
          "../../etc/passwd",
          "/",
          "\\..\\x",
          "C:\\x",
          "%00",
          "%2e%2e%2f",
          "%",
          "$(id)",
          "`id`",
          "'; drop table build; --",
          "\"",
          "%' or 1=1 --",
          "{}",
          "[]",
          "null",
          "true",
          "NaN",
          "-1",
          "9223372036854775808",
          "1e999",
          "<script>",
          "file:///etc/passwd",
          "http://",
          "http://[",
          "http://a@b@c/",
          "http://u:p@127.0.0.1:1/x",
          "ssh://git@h/x",
          "http://127.0.0.1:99999/x",
          "http://[::1%25lo]:1/x",
          "localhost:5000",
          "docker.io/library/alpine",
          "[::1]:5000/x",
          "refs/heads/main",
          "HEAD@{1}",
          "a..b",
          "main.lock",
          "main:other",
          "+main",
          "linux/amd64/v8/x");

  private HostileText() {}

  /** Any of these, alone, joined, or repeated until it is long. */
  public static Arbitrary<String> any() {
    Arbitrary<String> classic = Arbitraries.of(CLASSICS);
    Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(40);
    Arbitrary<String> piece = Arbitraries.oneOf(classic, noise, ascii);
    Arbitrary<String> joined = piece.list().ofMaxSize(5).map(pieces -> String.join("", pieces));
    return Arbitraries.frequencyOf(
        Tuple.of(5, piece), Tuple.of(4, joined), Tuple.of(1, longOnes(piece)));
  }

  /** Texts over parts of a grammar, so that many are nearly right. */
  public static Arbitrary<String> of(String... parts) {
    Arbitrary<String> part = Arbitraries.of(parts);
    Arbitrary<String> joined = part.list().ofMaxSize(12).map(pieces -> String.join("", pieces));
    return Arbitraries.frequencyOf(
        Tuple.of(6, joined), Tuple.of(1, longOnes(joined)), Tuple.of(3, any()));
  }

  private static Arbitrary<String> longOnes(Arbitrary<String> piece) {
    return Combinators.combine(piece.filter(p -> !p.isEmpty()), Arbitraries.of(10, 300, 20_000))
        .as((p, length) -> p.repeat(Math.max(1, length / p.length())));
  }
}
