package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Clipboards;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.registries.details.TagDetails;
import org.kordamp.ikonli.feather.Feather;

/** Registries, their repositories and tags. JavaFX thread only. */
public final class RegistriesView implements FeatureView {
  private final RegistriesViewModel model;
  private final Dialogs dialogs;
  private final RegistryActions actions;
  private final ResourceTable<TagRow> table;
  private final MasterDetail<TagRow> tags;
  private final TagsBar bar;
  private final RegistryTree tree;
  private final SplitPane pane;
  private boolean paused;

  /**
   * What the view asks and shows with.
   *
   * @param pull pulls an image into the connected engine
   * @param showOperations brings the operations into sight
   * @param actions what else can be done with tags and repositories
   */
  public record Ui(
      Dialogs dialogs,
      TableLayouts layouts,
      Consumer<ImageReference> pull,
      Runnable showOperations,
      RegistryActions actions) {}

  /** Makes the view; nothing is asked for before it is shown. */
  public RegistriesView(RegistriesViewModel model, Ui ui, Executor io, Executor fx) {
    this.model = model;
    this.dialogs = ui.dialogs();
    this.actions = ui.actions();
    table =
        TagsTable.describe(model::want, ui.pull(), ui.actions().onTags())
            .build(ui.layouts(), io, fx);
    ui.actions().tagTable(table);
    tags =
        new MasterDetail<>(
            "registry-detail",
            table,
            TagRow::tag,
            row -> row.reference().familiar(),
            TagDetails.tabs(model.contents(), ui.layouts(), io, fx));
    bar = new TagsBar(model, ui.showOperations());
    tree = new RegistryTree(model, treeButtons(), treeActions(ui.actions()), ui.actions());
    pane = new SplitPane(tree, new BorderPane(tags, bar, null, null, null));
    pane.setDividerPositions(0.26);
    SplitPane.setResizableWithParent(tree, false);
    model.tagsProperty().addListener((_, _, rows) -> table.setItems(rows));
    model.stateProperty().addListener((_, _, state) -> show(state));
    table.setItems(List.of());
  }

  private List<Action> treeButtons() {
    return List.of(
        Action.of("registries.add", "registries.add", Feather.PLUS, this::add),
        Action.of("registries.reload", "registries.reload", Feather.REFRESH_CW, this::reload));
  }

  private List<RowAction<TreePlace>> treeActions(RegistryActions more) {
    List<RowAction<TreePlace>> all = new ArrayList<>();
    all.add(
        RowAction.<TreePlace>ofOne(
            "registries.tree.reload", "registries.reload", Feather.REFRESH_CW, _ -> reload()));
    all.add(
        RowAction.<TreePlace>ofOne(
            "registries.tree.copy",
            "registries.copyName",
            Feather.COPY,
            place ->
                Clipboards.copy(
                    place.isRegistry() ? place.host() : place.host() + "/" + place.repository())));
    all.addAll(more.onTree());
    all.add(
        RowAction.<TreePlace>ofOne(
                "registries.tree.forget",
                "registries.forget",
                Feather.X,
                place ->
                    model
                        .list()
                        .forget(new ImageReference(place.host(), place.repository(), null, null)))
            .when(places -> isRemembered(places.getFirst())));
    all.add(
        RowAction.<TreePlace>ofOne(
                "registries.tree.remove", "registries.remove", Feather.MINUS, _ -> remove())
            .when(places -> isAdded(places.getFirst())));
    return all;
  }

  private boolean isRemembered(TreePlace place) {
    return model.find(place.host()).stream()
        .anyMatch(item -> item.remembered().contains(place.repository()));
  }

  private boolean isAdded(TreePlace place) {
    return place.isRegistry() && model.find(place.host()).stream().anyMatch(RegistryItem::added);
  }

  private void show(TagsState state) {
    switch (state) {
      case TagsState.None _ -> {}
      case TagsState.Loading _ -> {
        table.setNotice("");
        table.setLoading();
      }
      case TagsState.Listed listed -> {
        if (model.tagsProperty().get().isEmpty()) {
          table.setItems(List.of());
          table.setNotice(Strings.get("registries.tags.none", listed.repository().familiar()));
        }
      }
      case TagsState.Failed f -> table.setFailure(f.failure(), model::reloadRepository);
    }
  }

  private void add() {
    dialogs
        .form(AddRegistryForm.create())
        .ifPresent(answer -> model.list().add(answer.host(), answer.insecure()));
  }

  /** Only what was added here: a registry with a login is listed as long as that is kept. */
  private void remove() {
    String host = tree.host();
    model
        .find(host)
        .filter(RegistryItem::added)
        .filter(_ ->
            dialogs.confirm(
                new Dialogs.Question(
                    Strings.get("registries.remove"),
                    Strings.get("registries.remove.question", host),
                    Strings.get("registries.remove"),
                    false)))
        .ifPresent(item -> model.list().remove(item.host()));
  }

  private void reload() {
    String host = tree.host();
    if (host.isEmpty()) {
      model.list().refresh();
    } else {
      model.reload(host);
      model.reloadRepository();
    }
  }

  @Override
  public String id() {
    return "registries";
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public List<Action> actions() {
    List<Action> all = new ArrayList<>(own());
    all.addAll(actions.general());
    return List.copyOf(all);
  }

  private List<Action> own() {
    return List.of(
        Action.of("registries.add.menu", "registries.add", Feather.PLUS, this::add),
        Action.of("registries.remove.menu", "registries.remove", Feather.MINUS, this::remove),
        Action.of("registries.reload.menu", "registries.reload", Feather.REFRESH_CW, this::reload),
        Action.of("registries.find", "registries.find", Feather.SEARCH, tree::focusFilter)
            .withKey("Shortcut+Shift+F"),
        Action.of("registries.group", "registries.group", Feather.LAYERS, bar::toggleGroup)
            .withKey("Shortcut+Shift+D"),
        Action.of("registries.digests", "registries.digests", Feather.HASH, model::loadDigests));
  }

  @Override
  public void shown() {
    model.shown();
    if (paused) {
      paused = false;
      tags.resume();
    }
  }

  @Override
  public void hidden() {
    paused = true;
    model.hidden();
    tags.pause();
  }

  @Override
  public List<PaletteEntry> palette() {
    return model.registries().stream()
        .flatMap(item ->
            item.repositories().stream()
                .map(name ->
                    PaletteEntry.inView(
                        item.host() + "/" + name,
                        Strings.get("registries.palette"),
                        Feather.PACKAGE,
                        () ->
                            model.openRepository(
                                new ImageReference(item.host(), name, null, null)))))
        .toList();
  }
}
