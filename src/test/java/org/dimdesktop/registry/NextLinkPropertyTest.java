package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dimdesktop.support.HostileText;

/** Whatever stands in {@code Link} is read without harm, and the next page as it is named. */
class NextLinkPropertyTest {
  @Property
  void anyHeaderIsReadToItsEnd(@ForAll("headers") String header) {
    String target = NextLink.target(List.of(header));
    if (target != null) {
      assertThat(header).contains("<" + target + ">").containsIgnoringCase("rel");
      assertThat(target).doesNotContain(">");
    }
  }

  @Property
  void theNextPageIsFoundAmongOthers(
      @ForAll("targets") String before, @ForAll("targets") String next, @ForAll("words") String x) {
    assertThat(
            NextLink.target(
                List.of(
                    "<%s>; rel=\"prev\"; title=\"%s\"".formatted(before, x),
                    "<%s>; a=%s; REL=first ,\t<%s> ;x; rel = \"%s NEXT\"; rel=prev"
                        .formatted(before, x, next, x))))
        .isEqualTo(next);
  }

  @Example
  void onlyTheFirstRelationCountsAndOnlyTheWholeWord() {
    assertThat(NextLink.target(List.of("</a>; rel=prev; rel=next"))).isNull();
    assertThat(NextLink.target(List.of("</a>; rel=nextish, </b>; rel=\"x-next\""))).isNull();
    assertThat(NextLink.target(List.of("</a>; title=\"x, <b>; rel=next\""))).isNull();
    assertThat(NextLink.target(List.of("</a", "</b>;rel=next"))).isEqualTo("/b");
  }

  @Provide
  Arbitrary<String> headers() {
    return HostileText.of(
        "<",
        ">",
        ";",
        "=",
        "\"",
        ",",
        " ",
        "rel",
        "rel=next",
        "rel=\"next\"",
        "NEXT",
        "\\",
        "</v2/a/tags/list?n=2&last=b>",
        "https://other.example/",
        "; rel=\"prev next\"",
        "title*=");
  }

  @Provide
  Arbitrary<String> targets() {
    return Arbitraries.oneOf(
        Arbitraries.of("/v2/a/tags/list?next_page=gAA%2B%3D", "?last=x,y;z", "https://h/\"q\"", ""),
        Arbitraries.strings().ascii().excludeChars('>').ofMaxLength(30));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().alpha().numeric().ofMaxLength(8);
  }
}
