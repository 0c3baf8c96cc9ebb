package org.dimdesktop.ui.registries.details;

import java.util.List;
import java.util.concurrent.Executor;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.control.DetailTab;
import org.dimdesktop.ui.registries.TagRow;

/** The tabs about a tag. JavaFX thread only. */
public final class TagDetails {
  private TagDetails() {}

  /** Makes them; nothing is asked for before one is shown. */
  public static List<DetailTab<TagRow>> tabs(
      ContentsViewModel model, TableLayouts layouts, Executor io, Executor fx) {
    return List.of(
        new PlatformsTab(model, layouts, io, fx),
        new LayersTab(model, layouts, io, fx),
        new ConfigTab(model),
        new HistoryTab(model, layouts, io, fx),
        new ReferrersTab(model, layouts, io, fx),
        new ManifestTab(model));
  }
}
