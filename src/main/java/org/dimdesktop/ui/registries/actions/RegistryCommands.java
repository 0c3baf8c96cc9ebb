package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.TreeCell;
import javafx.stage.Window;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.registries.RegistryActions;
import org.dimdesktop.ui.registries.TagRow;
import org.dimdesktop.ui.registries.TreePlace;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Everything that can be done with what the registries view shows. JavaFX thread only. */
public final class RegistryCommands implements RegistryActions {
  private final TagCommands tags;
  private final LoginCommands logins;
  private final TagDrag drag = new TagDrag();
  private final Executor fx;
  private @Nullable ResourceTable<TagRow> table;

  /**
   * Where commands ask and show.
   *
   * @param showOperations brings the progress of what was started into sight
   * @param changed told of each repository whose tags may be others by now
   * @param loginChanged told of each registry that another login is kept for by now
   */
  public record Ui(
      Dialogs dialogs,
      TabHost tabs,
      TableLayouts layouts,
      Runnable showOperations,
      Consumer<ImageReference> changed,
      Consumer<String> loginChanged) {}

  /** Commands on these services. */
  public RegistryCommands(RegistryServices services, Ui ui) {
    fx = services.fx();
    tags = new TagCommands(services, ui);
    logins = new LoginCommands(services, ui);
  }

  @Override
  public List<RowAction<TagRow>> onTags() {
    return List.of(
        RowAction.<TagRow>of(
                "registries.copyTo",
                "registries.copy.action",
                Feather.SEND,
                rows -> tags.copy(repository(rows), names(rows), ""))
            .withKey("Shortcut+Shift+C"),
        RowAction.<TagRow>of(
                "registries.saveAs",
                "registries.save.action",
                Feather.SAVE,
                rows -> tags.save(repository(rows), names(rows)))
            .withKey("Shortcut+S"),
        RowAction.<TagRow>ofOne(
                "registries.tagAnew",
                "registries.tag.action",
                Feather.TAG,
                row -> tags.tag(row.reference()))
            .withKey("Shortcut+T"),
        RowAction.<TagRow>of(
                "registries.compare",
                "registries.compare.actionName",
                Feather.GIT_PULL_REQUEST,
                rows ->
                    tags.compare(TagRow.oldestFirst(rows).stream().map(TagRow::reference).toList()))
            .when(rows -> rows.size() <= 2)
            .withKey("Shortcut+D"),
        RowAction.<TagRow>of(
                "registries.delete",
                "registries.delete.action",
                Feather.TRASH_2,
                rows -> tags.delete(repository(rows), names(rows)))
            .withKey("Delete")
            .dangerous());
  }

  @Override
  public List<RowAction<TreePlace>> onTree() {
    return List.of(
        RowAction.<TreePlace>ofOne(
                "registries.copyRepository",
                "registries.copy.repository",
                Feather.SEND,
                place -> tags.copy(repository(place), List.of(), ""))
            .when(places -> !places.getFirst().isRegistry()),
        RowAction.<TreePlace>ofOne(
            "registries.login",
            "registries.login.name",
            Feather.LOG_IN,
            place -> logins.login(window(), place.host())),
        RowAction.<TreePlace>ofOne(
            "registries.logout",
            "registries.logout.name",
            Feather.LOG_OUT,
            place -> logins.logout(place.host())));
  }

  @Override
  public List<Action> general() {
    List<Action> onSelection = new ArrayList<>(onTags().stream().map(this::onSelection).toList());
    onSelection.add(
        Action.of(
            "registries.menu.login",
            "registries.login.any",
            Feather.LOG_IN,
            () -> logins.login(window(), "")));
    onSelection.add(
        Action.of(
            "registries.menu.logout",
            "registries.logout.any",
            Feather.LOG_OUT,
            logins::logoutOfSome));
    return List.copyOf(onSelection);
  }

  /** The same as a row's action, on the rows that are selected when it is chosen. */
  private Action onSelection(RowAction<TagRow> action) {
    ResourceTable<TagRow> rows = table;
    if (rows == null) {
      throw new IllegalStateException("no table of tags yet");
    }
    var selection = rows.selection();
    return Action.of(
            "registries.menu." + action.id().substring(action.id().indexOf('.') + 1),
            action.textKey(),
            action.icon(),
            () -> action.handler().accept(List.copyOf(selection)))
        .when(
            Bindings.createBooleanBinding(
                () -> !selection.isEmpty() && action.applies().test(List.copyOf(selection)),
                selection));
  }

  @Override
  public void tagTable(ResourceTable<TagRow> made) {
    table = made;
    drag.from(made, () -> made.selection().stream().map(TagRow::reference).toList());
  }

  @Override
  public void treeCell(TreeCell<TreePlace> cell) {
    drag.onto(
        cell,
        () -> {
          TreePlace place = cell.getItem();
          return place == null || place.isRegistry() ? null : repository(place);
        },
        (dragged, target) ->
            // A dialog must not be waited for while the drop is being handled.
            fx.execute(() ->
                tags.copy(
                    dragged.getFirst(),
                    dragged.stream().map(tag -> String.valueOf(tag.tag())).toList(),
                    target.name())));
  }

  private @Nullable Window window() {
    ResourceTable<TagRow> rows = table;
    return rows == null || rows.getScene() == null ? null : rows.getScene().getWindow();
  }

  private static ImageReference repository(TreePlace place) {
    return new ImageReference(place.host(), place.repository(), null, null);
  }

  private static ImageReference repository(List<TagRow> rows) {
    return rows.getFirst().reference();
  }

  private static List<String> names(List<TagRow> rows) {
    return rows.stream().map(TagRow::tag).toList();
  }
}
