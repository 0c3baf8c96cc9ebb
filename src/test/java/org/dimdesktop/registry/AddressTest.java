package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.HttpUrl;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.Test;

/** Addresses that are not a plain name, and what is said of a connection that is refused. */
class AddressTest {
  @Test
  void anAddressOfIpVersion6KeepsItsBracketsAndPort() throws IOException {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    InetSocketAddress any = new InetSocketAddress(InetAddress.getByAddress(loopback), 0);
    HttpServer http = HttpServer.create(any, 0);
    List<String> hosts = new ArrayList<>();
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            ScriptedRegistry.reply(exchange, 200, Map.of(), "{\"tags\":[\"1\"]}");
          }
        });
    http.start();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> false, io)) {
      String address = "[::1]:" + http.getAddress().getPort();
      List<String> tags = new ArrayList<>();
      client.tags(ImageReference.parse(address + "/team/app:1"), tags::addAll);
      assertThat(tags).containsExactly("1");
      assertThat(hosts).isNotEmpty().allMatch(address::equals);
    } finally {
      http.stop(0);
    }
  }

  @Test
  void whatIsToBeDoneAboutACertificateIsSaidWithItsPlace() {
    HttpUrl url = HttpUrl.get("https://registry.example.com:5000/v2/");
    assertThat(refusal(url, "Received fatal alert: certificate_required"))
        .contains("~/.docker/certs.d/registry.example.com:5000/client.cert");
    assertThat(refusal(HttpUrl.get("https://registry.example.com/"), "PKIX path building failed"))
        .contains("~/.docker/certs.d/registry.example.com/ca.crt");
    assertThat(refusal(url, "no cipher suites in common"))
        .contains("no secure connection to registry.example.com:5000: no cipher suites");
  }

  private static String refusal(HttpUrl url, String words) {
    Failure failure =
        RegistryErrors.failure("reach", "it", url, new SSLHandshakeException(words)).failure();
    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    return failure.cause();
  }
}
