package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the items that a pull or a push answers with into a tree of layers. One a transfer; not
 * thread-safe.
 */
public final class TransferProgress {
  private static final Pattern DIGEST = Pattern.compile("[Dd]igest: ([a-z0-9]+:[0-9a-f]{32,})");
  private static final Pattern RETRY = Pattern.compile("Retrying in \\d+ seconds?");

  private final String label;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private @Nullable String digest;
  private @Nullable String error;
  private String note = "";

  /** A transfer of the image that the reference names. */
  public TransferProgress(ImageReference reference) {
    this.label = reference.familiar();
  }

  /** What one layer has come to; {@code moved} and {@code size} are bytes on the wire. */
  private record Layer(Phase phase, long moved, long size, String note) {
    Progress toProgress(String id) {
      return new Progress(id, phase, moved, size, Unit.BYTES, note, List.of());
    }
  }

  /** Takes the next item and gives the progress with it; an item that says nothing changes none. */
  public Progress accept(JsonNode item) {
    String status = item.path("status").asText("");
    if (item.hasNonNull("errorDetail") || item.hasNonNull("error")) {
      error = item.path("errorDetail").path("message").asText(item.path("error").asText());
    }
    if (item.path("aux").hasNonNull("Digest")) {
      digest = item.path("aux").path("Digest").asText();
    }
    Matcher found = DIGEST.matcher(status);
    if (found.find()) {
      digest = found.group(1);
    }
    String id = item.path("id").asText("");
    if (id.isEmpty()) {
      note = status;
    } else if (!status.startsWith("Pulling from")) { // that item's id is the tag
      JsonNode detail = item.path("progressDetail");
      Layer before = layers.getOrDefault(id, new Layer(Phase.WAITING, 0, Progress.UNKNOWN, ""));
      layers.put(id, step(before, status, detail));
    }
    return progress();
  }

  private static Layer step(Layer before, String status, JsonNode detail) {
    long current = detail.path("current").asLong(0);
    long total = detail.path("total").asLong(Progress.UNKNOWN);
    long size = total > 0 ? total : before.size();
    Matcher retry = RETRY.matcher(status);
    if (retry.find()) {
      return new Layer(Phase.RETRYING, 0, before.size(), retry.group());
    }
    return switch (status) {
      case "Pulling fs layer", "Waiting", "Preparing" ->
          new Layer(Phase.WAITING, before.moved(), before.size(), "");
      case "Downloading" -> new Layer(Phase.DOWNLOADING, current, size, "");
      // A layer that another layer of the same content already brought over reports more than all.
      case "Pushing" ->
          new Layer(Phase.UPLOADING, size > 0 ? Math.min(current, size) : current, size, "");
      case "Verifying Checksum" -> new Layer(Phase.VERIFYING, whole(before), before.size(), "");
      case "Download complete" -> new Layer(Phase.VERIFYING, whole(before), before.size(), "");
      case "Extracting" -> extracting(before, detail);
      case "Pull complete", "Pushed" -> new Layer(Phase.DONE, whole(before), before.size(), "");
      case "Already exists", "Layer already exists" ->
          new Layer(Phase.EXISTS, whole(before), before.size(), "");
      default ->
          status.startsWith("Mounted from")
              ? new Layer(Phase.EXISTS, whole(before), before.size(), status)
              : new Layer(before.phase(), before.moved(), before.size(), status);
    };
  }

  /** Bytes of the compressed layer unpacked so far; the containerd store counts seconds instead. */
  private static Layer extracting(Layer before, JsonNode detail) {
    long current = detail.path("current").asLong(0);
    String note = "";
    if (detail.path("units").asText("").equals("s")) {
      note = current + " s";
    } else if (detail.path("total").asLong(0) > 0) {
      note = current * 100 / detail.path("total").asLong() + " %";
    }
    return new Layer(Phase.EXTRACTING, whole(before), before.size(), note);
  }

  private static long whole(Layer layer) {
    return layer.size() > 0 ? layer.size() : layer.moved();
  }

  /** The progress so far. */
  public Progress progress() {
    List<Progress> parts = new ArrayList<>(layers.size());
    long moved = 0;
    long size = 0;
    boolean sizesKnown = true;
    boolean retrying = false;
    Phase phase = layers.isEmpty() ? Phase.WAITING : Phase.RUNNING;
    for (Map.Entry<String, Layer> entry : layers.entrySet()) {
      Layer layer = entry.getValue();
      parts.add(layer.toProgress(entry.getKey()));
      moved += layer.moved();
      size += Math.max(0, layer.size());
      // A layer that waits has no size yet, so the sum would be too small; one that is there has no
      // bytes to move.
      sizesKnown &= layer.size() >= 0 || layer.phase().isEnd();
      retrying |= layer.phase() == Phase.RETRYING;
      phase = leading(phase, layer.phase());
    }
    return new Progress(
        label,
        retrying ? Phase.RETRYING : phase,
        moved,
        sizesKnown && size > 0 ? size : Progress.UNKNOWN,
        Unit.BYTES,
        note,
        parts);
  }

  /** While any layer moves, the whole moves; only then it unpacks. */
  private static Phase leading(Phase whole, Phase layer) {
    return switch (layer) {
      case DOWNLOADING, UPLOADING -> layer;
      case EXTRACTING -> whole == Phase.RUNNING ? layer : whole;
      default -> whole;
    };
  }

  /** The digest the registry has the image under, once it was told. */
  public @Nullable String digest() {
    return digest;
  }

  /** The error that stood in the stream, which comes with HTTP status 200. */
  public @Nullable String error() {
    return error;
  }
}
