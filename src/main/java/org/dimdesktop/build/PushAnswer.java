package org.dimdesktop.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.build.BuildEvents.Stream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/** Understands an engine's answer to a push, item by item. Not thread-safe. */
final class PushAnswer {
  private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})\\b");

  private final ImageReference ref;
  private final BuildEvents events;
  private final Map<String, Progress> layers = new LinkedHashMap<>();
  private final Set<String> told = new HashSet<>();
  private @Nullable Digest digest;
  private @Nullable Failure failure;

  PushAnswer(ImageReference ref, BuildEvents events) {
    this.ref = ref;
    this.events = events;
  }

  /** Takes the next item. */
  void accept(JsonNode item) {
    JsonNode message = item.path("errorDetail").path("message");
    if (message.isTextual() || item.path("error").isTextual()) {
      failure = failure(message.isTextual() ? message.asText() : item.path("error").asText());
      return;
    }
    String aux = item.path("aux").path("Digest").asText("");
    if (Digest.isDigest(aux)) {
      digest = Digest.parse(aux);
    }
    String status = item.path("status").asText("");
    String id = item.path("id").asText("");
    if (status.isEmpty()) {
      return;
    }
    Matcher m = DIGEST.matcher(status);
    if (m.find() && digest == null) {
      digest = Digest.parse(m.group(1));
    }
    if (!id.isEmpty()) {
      layer(id, status, item.path("progressDetail"));
    }
    String line = id.isEmpty() ? status : id + ": " + status;
    if (told.add(line)) {
      events.line(Stream.STDOUT, null, line);
    }
  }

  private void layer(String id, String status, JsonNode detail) {
    Progress.Phase phase =
        switch (status) {
          case "Preparing", "Waiting" -> Progress.Phase.WAITING;
          case "Layer already exists" -> Progress.Phase.EXISTS;
          case "Pushed" -> Progress.Phase.DONE;
          default ->
              status.startsWith("Mounted from") ? Progress.Phase.EXISTS : Progress.Phase.UPLOADING;
        };
    Progress before = layers.get(id);
    long total = detail.path("total").asLong(before == null ? Progress.UNKNOWN : before.total());
    long current = phase.isEnd() ? Math.max(0, total) : detail.path("current").asLong(0);
    layers.put(id, Progress.of(id, phase, current, total, Progress.Unit.BYTES));
  }

  /** How far the push has come. */
  Progress progress() {
    long current = layers.values().stream().mapToLong(Progress::current).sum();
    long total = layers.values().stream().mapToLong(layer -> Math.max(0, layer.total())).sum();
    return new Progress(
        ref.familiar(),
        Progress.Phase.UPLOADING,
        current,
        total == 0 ? Progress.UNKNOWN : Math.max(total, current),
        Progress.Unit.BYTES,
        "",
        java.util.List.copyOf(layers.values()));
  }

  /** The digest, where the engine told it. */
  @Nullable Digest digest() {
    return digest;
  }

  /** Why the push failed; null while it has not. */
  @Nullable Failure failure() {
    return failure;
  }

  private Failure failure(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    String subject = ref.familiar();
    if (has(lower, "denied", "forbidden", "insufficient_scope", "authorization failed")) {
      return new Failure.Denied("push", subject, words);
    }
    if (has(lower, "unauthorized", "no basic auth", "authentication required", "401")) {
      return new Failure.Unauthorized("push", subject, words, ref.domain());
    }
    if (has(lower, "connection refused", "no such host", "i/o timeout", "network is unreachable")) {
      return new Failure.Unreachable("push", subject, words);
    }
    if (has(lower, "no space left")) {
      return new Failure.DiskFull("push", subject, words);
    }
    return new Failure.Failed("push", subject, words);
  }

  private static boolean has(String text, String... parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
