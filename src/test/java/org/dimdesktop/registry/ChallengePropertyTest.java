package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dimdesktop.support.HostileText;

/** Whatever stands in {@code WWW-Authenticate} is read without harm, and what is right as it is. */
class ChallengePropertyTest {
  @Property
  void anyHeaderIsReadToItsEnd(@ForAll("headers") String header) {
    for (Challenge challenge : Challenge.parse(List.of(header, header))) {
      assertThat(challenge.scheme()).isNotEmpty().isEqualTo(lower(challenge.scheme()));
      assertThat(challenge.scheme()).doesNotContain(",", " ", "\t", "\"", "=");
      assertThat(challenge.parameters().keySet()).allMatch(name -> name.equals(lower(name)));
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Property
  void whatIsWellFormedComesOutWhole(
      @ForAll("schemes") String first,
      @ForAll("schemes") String second,
      @ForAll("values") String realm,
      @ForAll("values") String scope) {
    String header =
        "%s Realm=%s , scope=%s,%s".formatted(first, quoted(realm), quoted(scope), second);
    assertThat(Challenge.parse(List.of(header)))
        .containsExactly(
            new Challenge(lower(first), Map.of("realm", realm, "scope", scope)),
            new Challenge(lower(second), Map.of()));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  @Provide
  Arbitrary<String> headers() {
    return HostileText.of(
        "Bearer",
        "BASIC",
        "Negotiate",
        " ",
        ",",
        "=",
        "\"",
        "\\",
        "realm=",
        "\"https://a/t\"",
        "service=s",
        "scope=\"repository:a/b:pull,push\"",
        "error=\"",
        "TlRMTVNTUAAC==",
        "\t");
  }

  @Provide
  Arbitrary<String> schemes() {
    return Combinators.combine(
            Arbitraries.of("Bearer", "Basic", "Negotiate", "x-own"),
            Arbitraries.strings().alpha().ofMaxLength(3))
        .as((name, more) -> name + more);
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(30),
        Arbitraries.of("https://a.example/token?x=1,2", "a\"b", "\\", "repository:a:pull,push"));
  }
}
