package org.dimdesktop.ui.registries;

import java.util.List;
import javafx.scene.control.TreeCell;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.RowAction;

/** What can be done with tags, repositories and registries beyond looking. JavaFX thread only. */
public interface RegistryActions {
  /** No more than looking and pulling. */
  RegistryActions NONE =
      new RegistryActions() {
        @Override
        public List<RowAction<TagRow>> onTags() {
          return List.of();
        }

        @Override
        public List<RowAction<TreePlace>> onTree() {
          return List.of();
        }
      };

  /** Actions on tags, below those that the table has itself. */
  List<RowAction<TagRow>> onTags();

  /** Actions on a line of the tree, always exactly one; they stand in its context menu. */
  List<RowAction<TreePlace>> onTree();

  /** Actions on what is chosen now, for the menu bar and the palette; asked after the others. */
  default List<Action> general() {
    return List.of();
  }

  /** Called once with the table of tags, for what can be dragged from it. */
  default void tagTable(ResourceTable<TagRow> table) {}

  /** Called once with each cell of the tree, for what can be dropped on it. */
  default void treeCell(TreeCell<TreePlace> cell) {}
}
