package org.dimdesktop.ui.images;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Feature;
import org.kordamp.ikonli.feather.Feather;

/** The images as a place of the window. */
public final class ImagesFeature {
  /** The id of the view. */
  public static final String ID = "images";

  private ImagesFeature() {}

  /**
   * What the window lends to the view.
   *
   * @param remoteNames names in registries that begin with what is typed; may block
   * @param showContainer goes to the container with this name or id
   * @param showOperations brings the progress of what was started into sight
   */
  public record Ui(
      Dialogs dialogs,
      TableLayouts layouts,
      Function<String, List<String>> remoteNames,
      Consumer<String> showContainer,
      Runnable showOperations) {}

  /** The entry of the navigation; the view is made when it is first shown. */
  public static Feature of(ImagesViewModel.Services services, Ui ui) {
    return new Feature(
        ID,
        "images.title",
        Feather.LAYERS,
        () -> new ImagesView(new ImagesViewModel(services), ui));
  }
}
