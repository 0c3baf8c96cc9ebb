package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What registries write into {@code WWW-Authenticate}. */
class ChallengeTest {
  @Test
  void commasInQuotesDoNotPart() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Bearer"
                        + " realm=\"https://a/t\",service=\"s\",scope=\"repository:a/b:pull,push\"")))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://a/t", "service", "s", "scope", "repository:a/b:pull,push")));
  }

  @Test
  void severalInOneLineAndInSeveral() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Negotiate, BASIC Realm=\"x \\\"y\\\"\", bearer realm=https://a/t?k=v , service"
                        + " = s",
                    "NTLM TlRMTVNTUAAC==")))
        .startsWith(
            new Challenge("negotiate", Map.of()),
            new Challenge("basic", Map.of("realm", "x \"y\"")),
            new Challenge("bearer", Map.of("realm", "https://a/t?k=v", "service", "s")))
        .hasSize(4)
        .last()
        .extracting(Challenge::scheme)
        .isEqualTo("ntlm");
  }

  @Test
  void rubbishIsNoChallenge() {
    assertThat(Challenge.parse(List.of("", " ,, ", "\"", "=\"a\"", "Basic realm=\"open end")))
        .last()
        .isEqualTo(new Challenge("basic", Map.of("realm", "open end")));
  }
}
