package org.dimdesktop.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.ImageReference;
import org.junit.jupiter.api.Test;

/** The quota that a registry names in the answers to what is asked anyway. */
class QuotaTest {
  @Test
  void theNewestQuotaIsKept() {
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        ScriptedRegistry registry = new ScriptedRegistry();
        RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> true, io)) {
      answer(registry, "100;w=21600", "76;w=21600");
      ImageReference image = ImageReference.parse(registry.address() + "/a:1");
      assertThat(client.quota(registry.address())).isEmpty();

      var _ = client.head(image);
      Quota quota = client.quota(registry.address()).orElseThrow();
      assertThat(quota.limit()).isEqualTo(100);
      assertThat(quota.remaining()).isEqualTo(76);
      assertThat(quota.window()).isEqualTo(Duration.ofHours(6));

      answer(registry, "100", "75");
      var _ = client.head(image);
      assertThat(client.quota(registry.address()).orElseThrow().remaining()).isEqualTo(75);
      assertThat(registry.asked("GET /v2/a/")).as("a HEAD costs nothing").isEmpty();

      answer(registry, "many", "few");
      var _ = client.head(image);
      assertThat(client.quota(registry.address()).orElseThrow().remaining()).isEqualTo(75);
    }
  }

  private static void answer(ScriptedRegistry registry, String limit, String remaining) {
    var _ =
        registry.on(
            "/v2/a/manifests/1",
            200,
            Map.of(
                "Docker-Content-Digest",
                "sha256:" + "a".repeat(64),
                "Content-Type",
                "application/vnd.oci.image.manifest.v1+json",
                "RateLimit-Limit",
                limit,
                "RateLimit-Remaining",
                remaining),
            "");
  }
}
