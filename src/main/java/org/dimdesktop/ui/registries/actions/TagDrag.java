package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/** Tags that are dragged from a table onto a repository. JavaFX thread only. */
final class TagDrag {
  private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");

  private List<ImageReference> dragged = List.of();

  /** Lets what is selected be dragged out of a table; other programs get the names as text. */
  void from(Node table, Supplier<List<ImageReference>> selection) {
    table.addEventFilter( // a table's skin consumes every event of the mouse, so none comes up
        MouseEvent.DRAG_DETECTED,
        event -> {
          List<ImageReference> tags = selection.get();
          if (tags.isEmpty() || !isOnRow(event.getPickResult().getIntersectedNode(), table)) {
            return;
          }
          Dragboard board = table.startDragAndDrop(TransferMode.COPY);
          ClipboardContent content = new ClipboardContent();
          content.putString(
              tags.stream().map(ImageReference::familiar).collect(Collectors.joining("\n")));
          board.setContent(content);
          dragged = List.copyOf(tags);
          event.consume();
        });
    table.addEventHandler(DragEvent.DRAG_DONE, _ -> dragged = List.of());
  }

  private static boolean isOnRow(@Nullable Node picked, Node table) {
    for (Node node = picked; node != null && !node.equals(table); node = node.getParent()) {
      if (node instanceof IndexedCell<?> cell && !cell.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes dragged tags.
   *
   * @param cell of a tree or a list
   * @param repository the one that the cell shows now, or null
   * @param drop what to do with the tags and the repository
   */
  void onto(
      Node cell,
      Supplier<@Nullable ImageReference> repository,
      BiConsumer<List<ImageReference>, ImageReference> drop) {
    cell.setOnDragOver(event -> {
      if (takes(repository.get())) {
        event.acceptTransferModes(TransferMode.COPY);
        event.consume();
      }
    });
    cell.setOnDragEntered(_ -> cell.pseudoClassStateChanged(TARGET, takes(repository.get())));
    cell.setOnDragExited(_ -> cell.pseudoClassStateChanged(TARGET, false));
    cell.setOnDragDropped(event -> {
      ImageReference target = repository.get();
      if (target != null && takes(target)) {
        event.setDropCompleted(true);
        event.consume();
        drop.accept(dragged, target);
      }
    });
  }

  private boolean takes(@Nullable ImageReference target) {
    return target != null && !dragged.isEmpty() && !dragged.getFirst().name().equals(target.name());
  }
}
