package org.dimdesktop.ui.registries.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;
import org.dimdesktop.registry.delete.DeletionPlan;
import org.dimdesktop.registry.delete.DeletionPlan.Garbage;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.ShortList;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.registries.actions.DeleteViewModel.State;

/** Shows what goes when tags are deleted, and asks whether it shall. JavaFX thread only. */
final class DeleteDialog {
  private static final double LINE_HEIGHT = 26;
  private static final int MAX_LINES = 6;

  private final DeleteViewModel model;
  private final ImageReference repository;
  private final List<String> tags;
  private final VBox content = new VBox(8);

  DeleteDialog(RegistryServices services, ImageReference repository, List<String> tags) {
    this.repository = repository;
    this.tags = List.copyOf(tags);
    model = new DeleteViewModel(services.client(), services.io(), services.fx());
  }

  /** Shows it; empty when it was dismissed. */
  Optional<DeletionPlan> show(Dialogs dialogs) {
    content.setId("delete-preview");
    content.setMinHeight(150);
    model.stateProperty().addListener((_, _, now) -> fill(now));
    fill(model.stateProperty().get());
    model.look(repository, tags);
    Optional<DeletionPlan> agreed =
        dialogs.form(
            new Dialogs.Form<>(
                Strings.get("registries.delete.title"),
                content,
                Strings.get("registries.delete.yes"),
                model.valid,
                model::plan,
                true));
    model.close();
    return agreed;
  }

  private void fill(State state) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(FormParts.text(repository.familiar() + "  " + ShortList.of(tags, ", "), "text-bold"));
    switch (state) {
      case State.Looking(long done, long all) -> {
        ProgressBar bar = new ProgressBar(all > 0 ? (double) done / all : -1);
        bar.setMaxWidth(Double.MAX_VALUE);
        nodes.add(
            FormParts.text(
                all > 0
                    ? Strings.get("registries.delete.counting", done, all)
                    : Strings.get("registries.delete.looking"),
                "text-muted"));
        nodes.add(bar);
      }
      case State.Failed(var failure) -> {
        FailureText text = FailureText.of(failure);
        nodes.add(FormParts.text(text.title() + ": " + text.explanation(), "danger"));
        nodes.add(FormParts.text(text.nextStep(), "text-muted"));
      }
      case State.Known known -> known(known, nodes);
    }
    content.getChildren().setAll(nodes);
    FormParts.fit(content);
  }

  private void known(State.Known known, List<Node> nodes) {
    DeletionPlan plan = known.plan();
    if (!plan.gone().isEmpty()) {
      nodes.add(
          FormParts.text(
              Strings.get("registries.delete.gone", ShortList.of(plan.gone(), ", ")),
              "text-muted"));
    }
    if (plan.images().isEmpty()) {
      return;
    }
    nodes.add(
        switch (plan.ability()) {
          case TAGS -> FormParts.text(Strings.get("registries.delete.byTag"));
          case IMAGES -> FormParts.text(Strings.get("registries.delete.byDigest"));
          case NOTHING -> FormParts.text(Strings.get("registries.delete.disabled"), "danger");
        });
    List<String> also = plan.alsoGoing();
    if (!also.isEmpty()) {
      nodes.add(FormParts.text(Strings.get("registries.delete.also", also.size()), "warning"));
      nodes.add(list(also));
    } else if (plan.ability() == Deletes.IMAGES) {
      nodes.add(FormParts.text(Strings.get("registries.delete.alone"), "text-muted"));
    }
    if (!plan.broken().isEmpty()) {
      nodes.add(
          FormParts.text(
              Strings.get("registries.delete.breaks", ShortList.of(plan.broken(), ", ")),
              "danger"));
    }
    if (plan.ability() != Deletes.NOTHING) {
      nodes.add(FormParts.text(garbage(plan.garbage()), "text-muted"));
    }
    if (known.wantsConsent() && known.isPossible()) {
      CheckBox agree =
          new CheckBox(
              also.isEmpty()
                  ? Strings.get("registries.delete.agreeBroken")
                  : Strings.get("registries.delete.agree", also.size() + plan.chosen().size()));
      agree.setId("delete-agree");
      agree.selectedProperty().bindBidirectional(model.agreed);
      nodes.add(agree);
    }
  }

  private static Node list(List<String> names) {
    ListView<String> list = new ListView<>();
    list.setId("delete-also");
    list.setAccessibleText(Strings.get("registries.delete.alsoList"));
    list.getItems().setAll(names);
    list.setFixedCellSize(LINE_HEIGHT);
    list.setPrefHeight(LINE_HEIGHT * Math.min(MAX_LINES, names.size()) + 4);
    list.setMinHeight(LINE_HEIGHT * Math.min(2, names.size()) + 4);
    list.setPlaceholder(new Label());
    return list;
  }

  private static String garbage(Garbage garbage) {
    if (garbage.blobs() == 0) {
      return Strings.get("registries.delete.freesNothing");
    }
    String most =
        Strings.get("registries.delete.frees", ByteSize.text(garbage.bytes()), garbage.blobs());
    return garbage.unread() == 0
        ? most
        : most + " " + Strings.get("registries.delete.unread", garbage.unread());
  }
}
