package org.dimdesktop.ui.registries;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.registries.RegistriesViewModel.TagsState;
import org.kordamp.ikonli.feather.Feather;

/** Registries, their repositories and tags. JavaFX thread only. */
public final class RegistriesView implements FeatureView {
  private final RegistriesViewModel model;
  private final Dialogs dialogs;
  private final RegistryActions actions;
  private final ResourceTable<TagRow> table;
  private final MasterDetail<TagRow> tags;
  private final RegistryTree tree;
  private final SplitPane pane;
  private boolean paused;

  /**
   * Makes the view; nothing is asked for before it is shown.
   *
   * @param pull pulls an image into the connected engine
   * @param actions what else can be done
   */
  public RegistriesView(
      RegistriesViewModel model,
      Dialogs dialogs,
      TableLayouts layouts,
      Consumer<ImageReference> pull,
      RegistryActions actions,
      Executor io,
      Executor fx) {
    this.model = model;
    this.dialogs = dialogs;
    this.actions = actions;
    ResourceTableBuilder<TagRow> columns = TagsTable.describe(model::want, pull);
    actions.onTags().forEach(columns::rowAction);
    table = columns.build(layouts, io, fx);
    actions.tagTable(table);
    tags =
        new MasterDetail<>(
            "registry-detail",
            table,
            TagRow::tag,
            row -> row.reference().familiar(),
            List.of(
                new LayersTab(model, layouts, io, fx),
                JsonContentsTab.manifest(model),
                JsonContentsTab.config(model)));
    tree = new RegistryTree(model, treeActions(), actions);
    pane = new SplitPane(tree, tags);
    pane.setDividerPositions(0.28);
    SplitPane.setResizableWithParent(tree, false);
    model.tagsProperty().addListener((_, _, rows) -> table.setItems(rows));
    model.stateProperty().addListener((_, _, state) -> show(state));
    table.setItems(List.of());
  }

  private List<Action> treeActions() {
    return List.of(
        Action.of("registries.add", "registries.add", Feather.PLUS, this::add),
        Action.of("registries.remove", "registries.remove", Feather.MINUS, this::remove),
        Action.of("registries.reload", "registries.reload", Feather.REFRESH_CW, this::reload));
  }

  private void show(TagsState state) {
    switch (state) {
      case TagsState.None _ -> {}
      case TagsState.Loading _ -> table.setLoading();
      case TagsState.Listed _ -> {
        if (model.tagsProperty().get().isEmpty()) {
          table.setItems(List.of());
        }
      }
      case TagsState.Failed f -> table.setFailure(f.failure(), model::reloadRepository);
    }
  }

  private void add() {
    dialogs
        .form(AddRegistryForm.create())
        .ifPresent(answer -> model.add(answer.host(), answer.insecure()));
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
        .ifPresent(item -> model.remove(item.host()));
  }

  private void reload() {
    String host = tree.host();
    if (host.isEmpty()) {
      model.refresh();
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
  public List<Action> actions() {
    return actions.general();
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void shown() {
    model.refresh();
    if (paused) {
      paused = false;
      model.reloadRepository();
      tags.resume();
    }
  }

  @Override
  public void hidden() {
    paused = true;
    model.pause();
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
