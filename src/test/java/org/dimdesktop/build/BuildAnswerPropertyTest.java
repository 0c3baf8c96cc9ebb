package org.dimdesktop.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.support.HostileText;
import org.jspecify.annotations.Nullable;

/** Whatever an engine answers, it is understood as far as it can be, and nothing breaks. */
class BuildAnswerPropertyTest {
  private static final String DOCKERFILE = "FROM scratch AS a\nRUN make\nFROM a\nCOPY x y\n";

  /** Hears the lines and the steps; a step's number and name never go away again. */
  private static final class Heard implements BuildEvents {
    final List<String> lines = new ArrayList<>();

    @Override
    public void line(Stream stream, @Nullable String step, String text) {
      lines.add(text);
    }

    @Override
    public void steps(List<StepState> changed) {
      assertThat(changed).allMatch(s -> s.number() > 0);
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyBytesAreDecodedWithoutAnError(@ForAll("traces") byte[] bytes) {
    BuildKitTrace trace = BuildKitTrace.decode(bytes);
    int items =
        trace.vertexes().size()
            + trace.statuses().size()
            + trace.logs().size()
            + trace.warnings().size();
    assertThat(items).isLessThanOrEqualTo(bytes.length / 2);
    Heard heard = new Heard();
    BuildSteps steps =
        new BuildSteps(
            (stderr, step, text) -> heard.lines.add(text),
            heard::steps,
            new StepSource(DOCKERFILE));
    steps.accept(trace);
    steps.accept(trace);
    steps.finish();
    assertThat(steps.progress().current()).isLessThanOrEqualTo(steps.progress().total());
    assertThat(heard.lines).noneMatch(line -> line.indexOf('\n') >= 0);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aWholeTraceIsDecodedWholly(@ForAll("vertexes") List<String> names) {
    Proto response = new Proto();
    names.forEach(name -> response.message(1, new Proto().text(1, name).text(3, name)));
    BuildKitTrace trace = BuildKitTrace.decode(response.toBytes());
    assertThat(trace.whole()).isTrue();
    assertThat(trace.vertexes().stream().map(BuildKitTrace.Vertex::name))
        .containsExactlyElementsOf(
            names.stream().map(n -> new String(n.getBytes(UTF_8), UTF_8)).toList());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyItemOfAnAnswerIsTakenOrPassedOver(@ForAll("answers") List<JsonNode> items) {
    Heard heard = new Heard();
    BuildAnswer build = new BuildAnswer(heard, new StepSource(DOCKERFILE));
    PushAnswer push = new PushAnswer(ImageReference.parse("h.example/a:1"), heard);
    for (JsonNode item : items) {
      build.accept(item);
      push.accept(item);
      assertThat(build.progress()).isNotNull();
      assertThat(push.progress()).isNotNull();
    }
    build.finish();
    boolean failed =
        items.stream()
            .anyMatch(i ->
                i.path("error").isTextual() || i.path("errorDetail").path("message").isTextual());
    assertThat(build.failure() != null).isEqualTo(failed);
    assertThat(push.failure() != null).isEqualTo(failed);
  }

  @Provide
  Arbitrary<List<String>> vertexes() {
    return HostileText.any().list().ofMaxSize(5);
  }

  /** Noise, and true traces with some bytes changed, dropped, doubled or cut off. */
  @Provide
  Arbitrary<byte[]> traces() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Arbitraries.frequencyOf(
        Tuple.of(1, noise), Tuple.of(2, whole()), Tuple.of(5, whole().flatMap(this::damaged)));
  }

  private Arbitrary<byte[]> damaged(byte[] whole) {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, 6))
        .as((seed, times) -> {
          Random random = new Random(seed);
          byte[] bytes = whole.clone();
          for (int i = 0; i < times && bytes.length > 1; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
              case 0 -> bytes[at] = (byte) random.nextInt();
              case 1 -> bytes = Arrays.copyOf(bytes, at);
              default -> {
                int more = Math.clamp(100_000 - bytes.length, 0, at);
                byte[] doubled = Arrays.copyOf(bytes, bytes.length + more);
                System.arraycopy(bytes, 0, doubled, bytes.length, more);
                bytes = doubled;
              }
            }
          }
          return bytes;
        });
  }

  private static Arbitrary<byte[]> whole() {
    Arbitrary<String> digest = Arbitraries.of("d1", "d2", "d3", "");
    Arbitrary<String> name =
        HostileText.of("[", "]", "a ", "1/2", " 2/2", "RUN", " make", "stage-1", "99999999/1");
    Arbitrary<Instant> time =
        Arbitraries.longs()
            .between(-5, 4_102_444_800L)
            .map(s -> Instant.ofEpochSecond(s, Math.floorMod(s, 1_000_000_000)));
    Arbitrary<Long> number =
        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(0, 100));
    Arbitrary<Proto> vertex =
        Combinators.combine(digest, name, time, number)
            .as((d, n, t, k) ->
                new Proto()
                    .text(1, d)
                    .text(3, n)
                    .number(4, k & 1)
                    .time(5, t)
                    .time(6, t.plusMillis(5)))
            .flatMap(v -> Arbitraries.of(v, v.text(7, "failed: context canceled")));
    Arbitrary<Proto> status =
        Combinators.combine(digest, name, number, number, time)
            .as((d, n, a, b, t) ->
                new Proto().text(1, n).text(2, d).text(3, n).number(4, a).number(5, b).time(7, t));
    Arbitrary<Proto> log =
        Combinators.combine(digest, HostileText.any(), time, number)
            .as((d, text, t, stream) ->
                new Proto()
                    .text(1, d)
                    .time(2, t)
                    .number(3, stream)
                    .bytes(4, (text + "\n").getBytes(UTF_8)));
    Arbitrary<Proto> warning =
        Combinators.combine(digest, name).as((d, n) -> new Proto().text(1, d).text(3, n));
    return Arbitraries.oneOf(
            vertex.map(p -> new Proto().message(1, p)),
            status.map(p -> new Proto().message(2, p)),
            log.map(p -> new Proto().message(3, p)),
            warning.map(p -> new Proto().message(4, p)))
        .map(Proto::toBytes)
        .list()
        .ofMaxSize(6)
        .map(parts -> {
          Proto all = new Proto();
          parts.forEach(all::raw);
          return all.toBytes();
        });
  }

  @Provide
  Arbitrary<List<JsonNode>> answers() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<JsonNode> value =
        Arbitraries.oneOf(
            HostileText.any().map(json::textNode),
            Arbitraries.longs().map(json::numberNode),
            Arbitraries.of(json.nullNode(), json.booleanNode(true), json.objectNode()),
            traces().map(t -> json.textNode(Base64.getEncoder().encodeToString(t))),
            Arbitraries.of(
                    "moby.buildkit.trace",
                    "moby.image.id",
                    "Pushed",
                    "Step 1/2 : RUN x",
                    "Step 9/99999999999 : x",
                    "digest: sha256:" + "0f".repeat(32))
                .map(json::textNode));
    Arbitrary<String> key =
        Arbitraries.of(
            "id",
            "aux",
            "stream",
            "status",
            "error",
            "errorDetail",
            "message",
            "progressDetail",
            "current",
            "total",
            "ID",
            "Digest");
    Arbitrary<ObjectNode> flat = object(key, value);
    return Arbitraries.oneOf(
            object(key, Arbitraries.oneOf(value, flat.map(JsonNode.class::cast)))
                .map(JsonNode.class::cast),
            value)
        .list()
        .ofMaxSize(6);
  }

  private static Arbitrary<ObjectNode> object(Arbitrary<String> key, Arbitrary<JsonNode> value) {
    return Arbitraries.maps(key, value)
        .ofMaxSize(4)
        .map(map -> {
          ObjectNode node = JsonNodeFactory.instance.objectNode();
          map.forEach(node::set);
          return node;
        });
  }
}
