package org.dimdesktop.ui.updates.history;

import java.time.Instant;
import java.util.List;
import javafx.scene.layout.BorderPane;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.Column;
import org.dimdesktop.ui.control.FilterChip;
import org.dimdesktop.ui.control.MasterDetail;
import org.dimdesktop.ui.control.ResourceTable;
import org.dimdesktop.ui.control.ResourceTableBuilder;
import org.dimdesktop.ui.control.RowAction;
import org.dimdesktop.ui.control.TimeCell;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.kordamp.ikonli.feather.Feather;

/** The updates that were made: when, of what, how they ended, and the way back. */
public final class HistoryPage extends BorderPane {
  private static final int SHORT = 8;

  private final HistoryViewModel model;
  private final Dialogs dialogs;
  private final Runnable showOperations;
  private final ResourceTable<UpdateRecord> table;
  private final MasterDetail<UpdateRecord> detail;
  private final KeptLogTab log;

  /** Shows {@code model}; {@code showOperations} brings what was started into sight. */
  public HistoryPage(
      HistoryViewModel model, Dialogs dialogs, TableLayouts layouts, Runnable showOperations) {
    this.model = model;
    this.dialogs = dialogs;
    this.showOperations = showOperations;
    table = table().onOpen(_ -> open()).build(layouts, model.io(), model.fx());
    log = new KeptLogTab(model, dialogs);
    detail =
        new MasterDetail<>(
            "update-history-detail",
            table,
            UpdateRecord::id,
            record -> record.name() + " · " + ResultText.of(record),
            List.of(new StepsTab(), log));
    setCenter(detail);
    model
        .recordsProperty()
        .addListener((_, _, records) -> {
          if (records != null) {
            table.setItems(records);
          }
        });
    model
        .failureProperty()
        .addListener((_, _, failure) -> {
          if (failure != null) {
            table.setFailure(failure, model::read);
          }
        });
  }

  private void open() {
    detail.open();
  }

  private ResourceTableBuilder<UpdateRecord> table() {
    ResourceTableBuilder<UpdateRecord> builder =
        ResourceTable.<UpdateRecord>builder("update-history", UpdateRecord::id)
            .empty("updates.history.empty", null)
            .sortedBy("time", true)
            .chip(
                new FilterChip<>(
                    "back",
                    "updates.history.chip.back",
                    record -> record.state() == UpdateState.ROLLED_BACK))
            .rowAction(
                RowAction.ofOne(
                        "updates.rollback", "updates.rollback", Feather.ROTATE_CCW, this::rollBack)
                    .when(records -> model.canRollBack(records.getFirst()))
                    .withKey("Shortcut+Z")
                    .asButton())
            .rowAction(
                RowAction.ofOne(
                        "updates.showlog", "updates.showlog", Feather.FILE_TEXT, this::showLog)
                    .when(records -> !records.getFirst().logs().isEmpty())
                    .withKey("Shortcut+L")
                    .asButton());
    columns(builder);
    return builder;
  }

  private static void columns(ResourceTableBuilder<UpdateRecord> builder) {
    builder
        .column(
            Column.<UpdateRecord>text(
                    "time", "updates.column.time", record -> Moments.absolute(record.created()))
                .sortedBy(UpdateRecord::created)
                .width(105)
                .atLeast(80)
                .drawnBy(() -> new TimeCell<>(UpdateRecord::created)))
        .column(
            Column.text("name", "updates.column.name", UpdateRecord::name).width(150).atLeast(90))
        .column(
            Column.text("image", "updates.column.image", UpdateRecord::image)
                .width(190)
                .atLeast(90)
                .style("elide-start"))
        .column(
            Column.text("result", "updates.column.result", ResultText::of)
                .width(140)
                .atLeast(110)
                .drawnBy(ResultText::new))
        .column(
            Column.text("reason", "updates.column.why", UpdateRecord::reason)
                .width(220)
                .style("muted"))
        .column(
            Column.<UpdateRecord>text("from", "updates.column.fromto", HistoryPage::fromTo)
                .width(176)
                .style("mono"))
        .column(
            Column.<UpdateRecord>text("until", "updates.column.until", HistoryPage::until)
                .sortedBy(record -> record.retireAt().orElse(Instant.EPOCH))
                .width(210));
  }

  static String fromTo(UpdateRecord record) {
    return shortened(record.fromImage())
        + (record.toImage().isEmpty() ? "" : " → " + shortened(record.toImage()));
  }

  private static String shortened(String id) {
    String hex = id.substring(id.indexOf(':') + 1);
    return hex.substring(0, Math.min(SHORT, hex.length()));
  }

  static String until(UpdateRecord record) {
    return record.state() == UpdateState.COMMITTED
        ? record.retireAt().map(Moments::absolute).orElse("")
        : "";
  }

  private void rollBack(UpdateRecord record) {
    boolean yes =
        dialogs.confirm(
            new Dialogs.Question(
                Strings.get("updates.rollback.title", record.name()),
                Strings.get("updates.rollback.message", record.name(), record.image()),
                Strings.get("updates.rollback.yes"),
                false));
    if (yes) {
      model.rollBack(record);
      showOperations.run();
    }
  }

  private void showLog(UpdateRecord record) {
    table.select(record.id());
    detail.open(log);
  }

  /** It comes into sight. */
  public void shown() {
    model.read();
    detail.resume();
  }

  /** It goes out of sight. */
  public void hidden() {
    detail.pause();
  }
}
