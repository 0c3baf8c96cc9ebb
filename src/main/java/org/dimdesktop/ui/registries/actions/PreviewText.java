package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;

/** What a copy would do, in sentences. */
final class PreviewText {
  private static final String PLAIN = "plain";
  private static final String MUTED = "text-muted";
  private static final String WARNING = "warning";

  /** A sentence and how it is shown. */
  record Line(String text, String style) {}

  private PreviewText() {}

  static List<Line> of(CopyPreview preview) {
    return switch (preview) {
      case CopyPreview.None _ -> List.of(new Line(Strings.get("registries.copy.none"), MUTED));
      case CopyPreview.Loading _ ->
          List.of(new Line(Strings.get("registries.copy.looking"), MUTED));
      case CopyPreview.Failed(var failure) -> {
        FailureText text = FailureText.of(failure);
        yield List.of(
            new Line(text.title() + ": " + text.explanation(), "danger"),
            new Line(text.nextStep(), MUTED));
      }
      case CopyPreview.Known known -> known(known);
    };
  }

  private static List<Line> known(CopyPreview.Known known) {
    List<Line> lines = new ArrayList<>();
    if (known.tags().isEmpty()) {
      lines.add(new Line(Strings.get("registries.copy.notags"), PLAIN));
    } else if (known.written() == 0) {
      lines.add(new Line(Strings.get("registries.copy.nothing"), PLAIN));
    } else {
      lines.add(
          new Line(
              known.moved().blobs() == 0
                  ? Strings.get("registries.copy.movesNone")
                  : Strings.get(
                      "registries.copy.moves",
                      ByteSize.text(known.moved().bytes()),
                      known.moved().blobs()),
              PLAIN));
      if (known.mounted().blobs() > 0) {
        lines.add(
            new Line(
                Strings.get(
                    "registries.copy.mounts",
                    ByteSize.text(known.mounted().bytes()),
                    known.mounted().blobs()),
                PLAIN));
      }
      if (known.existing().blobs() > 0) {
        lines.add(
            new Line(
                Strings.get(
                    "registries.copy.exists",
                    ByteSize.text(known.existing().bytes()),
                    known.existing().blobs()),
                PLAIN));
      }
      if (known.left() > 0) {
        lines.add(new Line(Strings.get("registries.copy.left", known.left()), MUTED));
      }
    }
    if (!known.replaced().isEmpty()) {
      lines.add(
          new Line(
              Strings.get("registries.copy.replaces", ShortList.of(known.replaced(), ", ")),
              WARNING));
    }
    if (known.picked()) {
      lines.add(new Line(Strings.get("registries.copy.picked"), WARNING));
    }
    return lines;
  }
}
