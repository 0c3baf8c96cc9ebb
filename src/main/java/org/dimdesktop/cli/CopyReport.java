package org.dimdesktop.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dimdesktop.registry.copy.CopyResult;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;

/** What {@code dim copy} prints in the end. */
final class CopyReport {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final boolean dryRun;

  CopyReport(String source, String destination, boolean dryRun) {
    this.dryRun = dryRun;
    json.put("Source", source);
    json.put("Destination", destination);
    if (dryRun) {
      json.put("DryRun", true);
    }
  }

  ObjectNode of(CopyResult result) {
    fill(json, result);
    return json;
  }

  ObjectNode of(List<TagResult> results) {
    ArrayNode tags = json.putArray("Tags");
    for (TagResult tag : results) {
      ObjectNode entry = tags.addObject();
      entry.put("Tag", tag.tag());
      CopyResult result = tag.result();
      if (result == null) {
        entry.put("UpToDate", true);
      } else {
        fill(entry, result);
      }
    }
    return json;
  }

  private void fill(ObjectNode entry, CopyResult result) {
    entry.put("Digest", result.digest().toString());
    entry.put("MediaType", result.mediaType());
    if (result.picked() != null) {
      entry.put("PickedFrom", result.picked().toString());
    }
    entry.put("Manifests", result.manifests());
    share(entry.putObject(dryRun ? "ToMove" : "Moved"), result.moved());
    share(entry.putObject(dryRun ? "ToMount" : "Mounted"), result.mounted());
    share(entry.putObject("Existing"), result.existing());
  }

  private static void share(ObjectNode entry, CopyResult.Share share) {
    entry.put("Blobs", share.blobs());
    entry.put("Bytes", share.bytes());
  }
}
