package org.dimdesktop.ui.containers;

import java.util.List;
import java.util.function.Consumer;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.BrowserLinks;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.TabHost;
import org.kordamp.ikonli.feather.Feather;

/** The containers as a place of the window. */
public final class ContainersFeature {
  /** The id of the view. */
  public static final String ID = "containers";

  private ContainersFeature() {}

  /**
   * What the window lends to the view.
   *
   * @param showOperations brings the progress of what was started into sight
   * @param update shows what an update of the containers with these names would do
   */
  public record Ui(
      Dialogs dialogs,
      TableLayouts layouts,
      BrowserLinks browser,
      TabHost tabs,
      Runnable showOperations,
      Consumer<List<String>> update) {}

  /** The entry of the navigation; the view is made when it is first shown. */
  public static Feature of(ContainersViewModel.Services services, Ui ui) {
    return new Feature(
        ID,
        "containers.title",
        Feather.BOX,
        () -> new ContainersView(new ContainersViewModel(services), ui));
  }
}
