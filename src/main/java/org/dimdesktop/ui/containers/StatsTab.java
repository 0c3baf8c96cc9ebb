package org.dimdesktop.ui.containers;

import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.engine.container.ContainerStats;
import org.dimdesktop.engine.container.ContainerStatus;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.ChartStrip;
import org.dimdesktop.ui.control.DetailTab;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What the selected container uses, live while it is in sight. */
final class StatsTab implements DetailTab<ContainerRow> {
  private final ContainerStatsFeed feed;
  private final ChartStrip cpu = chart("cpu", List.of("cpu"), StatsTab::percent);
  private final ChartStrip memory = chart("memory", List.of("memory"), StatsTab::bytes);
  private final ChartStrip network = chart("network", List.of("received", "sent"), StatsTab::rate);
  private final ChartStrip block = chart("block", List.of("read", "written"), StatsTab::rate);
  private final Label note = new Label();
  private final ScrollPane scroll;
  private String shownId = "";

  StatsTab(ContainerStatsFeed feed) {
    this.feed = feed;
    note.setId("stats-note");
    note.setWrapText(true);
    cpu.setAtLeast(10);
    VBox box = new VBox(14, note, cpu, memory, network, block);
    box.setId("container-stats");
    box.getStyleClass().add("facts-sections");
    scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    feed.latestProperty().addListener((_, _, sample) -> show(sample));
    feed.failureProperty().addListener((_, _, failure) -> show(failure));
  }

  private static ChartStrip chart(
      String id, List<String> series, java.util.function.DoubleFunction<String> words) {
    List<String> names =
        series.stream().map(name -> Strings.get("containers.stats." + name)).toList();
    ChartStrip chart =
        new ChartStrip(Strings.get("containers.stats." + id), names, StatsHistory.CAPACITY, words);
    chart.setId("stats-" + id);
    return chart;
  }

  private static String percent(double value) {
    return String.format(Locale.getDefault(), "%.1f %%", value);
  }

  private static String bytes(double value) {
    return ByteSize.text(Math.round(value));
  }

  private static String rate(double value) {
    return Strings.get("containers.stats.rate", bytes(value));
  }

  private void show(@Nullable ContainerStats sample) {
    if (sample == null) {
      return;
    }
    add(feed.history().points().getLast());
    note.setText(
        Strings.get(
            "containers.stats.note",
            ByteSize.text(sample.memoryUsed()),
            ByteSize.text(sample.memoryLimit()),
            sample.pids()));
  }

  private void add(StatsHistory.Point point) {
    cpu.add(point.cpuPercent());
    memory.add((double) point.memory());
    network.add(point.receiveRate(), point.sendRate());
    block.add(point.readRate(), point.writeRate());
  }

  private void show(@Nullable Failure failure) {
    if (failure != null) {
      note.setText(FailureText.of(failure).details());
    }
  }

  @Override
  public String titleKey() {
    return "containers.tab.stats";
  }

  @Override
  public Ikon icon() {
    return Feather.ACTIVITY;
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void show(ContainerRow row) {
    if (!shownId.equals(row.id())) {
      shownId = row.id();
      List.of(cpu, memory, network, block).forEach(ChartStrip::clear);
    }
    ContainerStatus state = row.container().state();
    if (state == ContainerStatus.RUNNING || state == ContainerStatus.PAUSED) {
      note.setText("");
      feed.follow(row.id());
    } else {
      feed.stop();
      note.setText(Strings.get("containers.stats.stopped"));
    }
  }

  @Override
  public void clear() {
    feed.stop();
  }
}
