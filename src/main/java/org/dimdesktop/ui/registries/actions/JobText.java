package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.registry.copy.CopyResult;
import org.dimdesktop.registry.copy.CopyResult.Share;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;

/** What came of an operation on a registry, in a line. */
final class JobText {
  private JobText() {}

  static String copied(CopyPreview.Known done) {
    List<String> parts = new ArrayList<>();
    if (done.written() > 0) {
      shares(parts, done.moved(), done.mounted(), done.existing());
    }
    if (done.left() > 0) {
      parts.add(Strings.get("registries.job.left", done.left()));
    }
    return String.join(", ", parts);
  }

  static String copied(CopyResult done) {
    List<String> parts = new ArrayList<>();
    parts.add(done.digest().algorithm() + ":" + done.digest().shortHex());
    shares(parts, done.moved(), done.mounted(), done.existing());
    return String.join(", ", parts);
  }

  private static void shares(List<String> parts, Share moved, Share mounted, Share existing) {
    if (moved.blobs() > 0 || mounted.blobs() + existing.blobs() == 0) {
      parts.add(Strings.get("registries.job.moved", ByteSize.text(moved.bytes())));
    }
    if (mounted.blobs() > 0) {
      parts.add(Strings.get("registries.job.mounted", ByteSize.text(mounted.bytes())));
    }
    if (existing.blobs() > 0) {
      parts.add(Strings.get("registries.job.existing", ByteSize.text(existing.bytes())));
    }
  }

  static String deleted(List<String> tags) {
    return Strings.get("registries.job.deleted", ShortList.of(tags, ", "));
  }
}
