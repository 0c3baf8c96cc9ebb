package org.dimdesktop.registry.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Go's rules for NO_PROXY, which docker and skopeo follow. */
class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | registry.example.com | 443 | false
          *                           | registry.example.com | 443 | true
          example.com                 | example.com          | 443 | true
          example.com                 | registry.example.com | 443 | true
          example.com                 | badexample.com       | 443 | false
          .example.com                | registry.example.com | 443 | true
          .example.com                | example.com          | 443 | false
          *.example.com               | a.b.example.com      | 443 | true
          other, Registry.Example.COM | registry.example.com | 443 | true
          registry.example.com:5000   | registry.example.com | 5000 | true
          registry.example.com:5000   | registry.example.com | 443 | false
          10.0.0.0/8                  | 10.20.30.40          | 80  | true
          10.0.0.0/8                  | 11.20.30.40          | 80  | false
          10.0.0.0/8                  | ten.example.com      | 80  | false
          192.168.7.7                 | 192.168.7.7          | 80  | true
          192.168.7.7:81              | 192.168.7.7          | 80  | false
          fd00::/8                    | [fd12::1]            | 443 | true
          [fd12::1]:443               | [fd12::1]            | 443 | true
          fd12::1                     | [fd12::2]            | 443 | false
          10.0.0.0/99                 | 10.0.0.1             | 80  | false
          ''                          | localhost            | 5000 | true
          ''                          | 127.0.0.1            | 5000 | true
          ''                          | [::1]                | 5000 | true
          """)
  void aHostIsLeftOutOrNot(String list, String host, int port, boolean covered) {
    assertThat(new NoProxy(list).covers(host, port)).isEqualTo(covered);
  }
}
