package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.Samples;
import org.dimdesktop.registry.copy.Samples.Sample;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.Skopeo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Side by side with skopeo, for thirty images of all kinds. */
class SkopeoTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Foreign layers are the samples' own invention, and a registry would want to look at them. */
  private static final Map<String, String> LENIENT = Map.of("REGISTRY_VALIDATION_DISABLED", "true");

  private static final ExecutorService IO = Executors.newVirtualThreadPerTaskExecutor();
  private static final RegistryProcess FROM = RegistryProcess.open(LENIENT);
  private static final RegistryProcess TO = RegistryProcess.open(LENIENT);
  private static final RegistryClient CLIENT =
      new RegistryClient(host -> Optional.empty(), host -> false, IO);
  private static List<Sample> samples = List.of();

  @BeforeAll
  static void publish() {
    try (RawImages raw = new RawImages(FROM.address(), "samples/app", "", "")) {
      samples = Samples.publish(raw, 42);
    }
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    FROM.close();
    TO.close();
    IO.close();
  }

  private static String from(String tag) {
    return "docker://" + FROM.address() + "/samples/app:" + tag;
  }

  private static ImageReference to(String repository, String tag) {
    return ImageReference.parse(TO.address() + "/" + repository + ":" + tag);
  }

  /** Runs a command in this process; its standard output. */
  private static String dim(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = DimCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(arguments)).as("%s: %s", List.of(arguments), err).isZero();
    return out.toString();
  }

  @Test
  void thereAreThirtySamples() {
    assertThat(samples).hasSize(30);
  }

  @Test
  void bothLeaveTheSameBytesAtTheTarget() {
    List<String> refused = new ArrayList<>();
    for (Sample sample : samples) {
      dim("copy", "--all", from(sample.tag()), "docker://" + to("dim/app", sample.tag()));
      Manifest ours = CLIENT.manifest(to("dim/app", sample.tag()));
      Manifest source = CLIENT.manifest(ImageReference.parse(from(sample.tag()).substring(9)));
      assertThat(ours.raw()).as(sample.tag()).isEqualTo(source.raw());
      assertThat(ours.descriptor()).isEqualTo(source.descriptor());
      // Without the flag it packs a plain layer, and thus makes another image.
      Skopeo.Result skopeo =
          Skopeo.run(
              "copy",
              "--all",
              "--preserve-digests",
              from(sample.tag()),
              "docker://" + to("skopeo/app", sample.tag()));
      if (skopeo.exit() != 0) {
        refused.add(sample.tag());
        continue;
      }
      Manifest theirs = CLIENT.manifest(to("skopeo/app", sample.tag()));
      assertThat(ours.raw()).as(sample.tag()).isEqualTo(theirs.raw());
      assertThat(ours.descriptor()).isEqualTo(theirs.descriptor());
      for (Descriptor child : theirs.children()) {
        assertThat(CLIENT.manifest(to("dim/app", "x").withDigest(child.digest())).raw())
            .as("%s in %s", child.digest(), sample.tag())
            .isEqualTo(CLIENT.manifest(to("skopeo/app", "x").withDigest(child.digest())).raw());
      }
    }
    assertThat(refused).as("what this skopeo itself cannot copy").isEmpty();
  }

  @Test
  void bothListTheSameTags() throws IOException {
    String repository = "docker://" + FROM.address() + "/samples/app";
    assertThat(JSON.readTree(dim("list-tags", repository)))
        .isEqualTo(JSON.readTree(Skopeo.run("list-tags", repository).out()));
  }

  @Test
  void bothSayTheSameOfAnImage() throws IOException {
    for (Sample sample : samples) {
      if (!sample.runnable()) {
        continue;
      }
      JsonNode ours = JSON.readTree(dim("inspect", from(sample.tag())));
      Skopeo.Result skopeo = Skopeo.run("inspect", from(sample.tag()));
      assertThat(skopeo.exit()).as("%s: %s", sample.tag(), skopeo.err()).isZero();
      JsonNode theirs = JSON.readTree(skopeo.out());
      for (Map.Entry<String, JsonNode> field : theirs.properties()) {
        JsonNode mine = ours.path(field.getKey());
        if (field.getKey().equals("Created")) {
          assertThat(Instant.parse(mine.asText()))
              .isEqualTo(Instant.parse(field.getValue().asText()));
        } else {
          assertThat(mine).as("%s of %s", field.getKey(), sample.tag()).isEqualTo(field.getValue());
        }
      }
      assertThat(ours.path("LayersData")).hasSameSizeAs(ours.path("Layers"));
    }
  }
}
