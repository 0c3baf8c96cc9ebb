package org.dimdesktop.ui.registries.actions;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.registries.compare.ComparePane;
import org.dimdesktop.ui.registries.compare.CompareViewModel;
import org.kordamp.ikonli.feather.Feather;

/** Asks what is needed for an action on tags, and starts it. JavaFX thread only. */
final class TagCommands {
  private final RegistryServices services;
  private final RegistryCommands.Ui ui;
  private final RegistryJobs jobs;

  TagCommands(RegistryServices services, RegistryCommands.Ui ui) {
    this.services = services;
    this.ui = ui;
    jobs = new RegistryJobs(services, ui.changed());
  }

  private static ImageReference repository(ImageReference any) {
    return new ImageReference(any.domain(), any.path(), null, null);
  }

  /**
   * Copies tags.
   *
   * @param tags which; empty for all of the repository
   * @param target where to, or the empty text
   */
  void copy(ImageReference from, List<String> tags, String target) {
    CopyViewModel model =
        new CopyViewModel(jobs, repository(from), tags, services.io(), services.fx());
    new CopyDialog(model, jobs, services)
        .show(ui.dialogs(), target)
        .ifPresent(request -> {
          var _ = jobs.copy(request);
          ui.showOperations().run();
        });
  }

  void save(ImageReference from, List<String> tags) {
    new SaveDialog(jobs, services, repository(from), tags)
        .show(ui.dialogs())
        .ifPresent(request -> {
          var _ = jobs.save(request);
          ui.showOperations().run();
        });
  }

  void tag(ImageReference image) {
    new TagDialog(services, image)
        .show(ui.dialogs())
        .ifPresent(name -> {
          var _ = jobs.tag(image, name);
          ui.showOperations().run();
        });
  }

  void delete(ImageReference from, List<String> tags) {
    new DeleteDialog(services, repository(from), tags)
        .show(ui.dialogs())
        .ifPresent(plan -> {
          var _ = jobs.delete(plan);
          ui.showOperations().run();
        });
  }

  /** Compares two images, or one with another that is asked for. */
  void compare(List<ImageReference> images) {
    if (images.size() == 2) {
      compare(images.get(0), images.get(1));
    } else {
      ImageReference first = images.getFirst();
      new CompareDialog(services, first)
          .show(ui.dialogs())
          .ifPresent(second -> compare(first, second));
    }
  }

  private void compare(ImageReference left, ImageReference right) {
    CompareViewModel model =
        new CompareViewModel(services.client(), left, right, services.io(), services.fx());
    ui.tabs()
        .open(
            new TabHost.Spec(
                "compare " + left + " " + right,
                new SimpleStringProperty(
                    Strings.get("registries.compare.tab", last(left), last(right))),
                Feather.GIT_PULL_REQUEST,
                () -> {
                  ComparePane pane =
                      new ComparePane(model, ui.layouts(), services.io(), services.fx());
                  model.load();
                  return pane;
                },
                model::close));
  }

  /** A name that fits on a tab: {@code app:1.0}. */
  private static String last(ImageReference image) {
    String path = image.path();
    return path.substring(path.lastIndexOf('/') + 1) + ":" + image.tag();
  }
}
