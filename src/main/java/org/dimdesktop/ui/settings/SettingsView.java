package org.dimdesktop.ui.settings;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dimdesktop.settings.Settings.EmbeddedDaemon;
import org.dimdesktop.settings.Settings.ThemeChoice;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** The settings: colours, registries, the built-in daemon, and where things are kept. */
public final class SettingsView implements FeatureView {
  private final SettingsViewModel model;
  private final VBox page = new VBox();
  private final ScrollPane scroll = new ScrollPane(page);
  private final VBox themes = new VBox();
  private final CheckBox daemon = new CheckBox(Strings.get("settings.daemon.always"));
  private final UpdateSettingsPane updates;
  private final TextArea registries = new TextArea();
  private final TextArea insecure = new TextArea();

  /**
   * A page that shows {@code model}.
   *
   * @param updates the choices for updates
   * @param places where settings, data and logs are kept, one line each
   */
  public SettingsView(SettingsViewModel model, UpdateSettingsViewModel updates, String places) {
    this.model = model;
    this.updates = new UpdateSettingsPane(updates);
    page.getStyleClass().add("settings-page");
    scroll.setFitToWidth(true);
    daemon.setId("settings-daemon");
    daemon.setWrapText(true);
    daemon.setOnAction(_ -> model.startDaemonAlways(daemon.isSelected()));
    page.getChildren()
        .addAll(
            heading("settings.theme"),
            themes(),
            heading("settings.daemon"),
            daemon,
            heading("settings.updates"),
            this.updates,
            heading("settings.registries"),
            hosts(registries, "settings.registries", model::setRegistries),
            heading("settings.insecure"),
            hosts(insecure, "settings.insecure", model::setInsecureHosts),
            heading("settings.places"),
            mono(places));
  }

  private static Label heading(String key) {
    Label label = new Label(Strings.get(key));
    label.getStyleClass().add("title-4");
    return label;
  }

  private static Label hint(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("hint");
    return label;
  }

  private static Label mono(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("mono");
    return label;
  }

  private Node themes() {
    HBox line = new HBox();
    line.getStyleClass().add("choices");
    ToggleGroup group = new ToggleGroup();
    for (ThemeChoice choice : ThemeChoice.values()) {
      String id = choice.name().toLowerCase(Locale.ROOT);
      RadioButton button = new RadioButton(Strings.get("settings.theme." + id));
      button.setId("settings-theme-" + id);
      button.setToggleGroup(group);
      button.setUserData(choice);
      button.setSelected(model.settings().theme() == choice);
      button.setOnAction(_ -> model.chooseTheme(choice));
      line.getChildren().add(button);
    }
    themes.getChildren().setAll(line);
    return themes;
  }

  private Node hosts(TextArea area, String key, Function<String, List<String>> keep) {
    area.setId(key.replace('.', '-'));
    area.setPrefRowCount(3);
    area.getStyleClass().add("mono");
    area.setAccessibleText(Strings.get(key));
    Label wrong = hint("");
    wrong.getStyleClass().add("wrong");
    wrong.managedProperty().bind(wrong.visibleProperty());
    wrong.setVisible(false);
    area.textProperty()
        .addListener((_, _, text) -> {
          List<String> lines = keep.apply(text);
          wrong.setVisible(!lines.isEmpty());
          wrong.setText(Strings.get("settings.wrongHosts", String.join(", ", lines)));
        });
    VBox box = new VBox(hint(Strings.get(key + ".hint")), area, wrong);
    box.getStyleClass().add("setting");
    return box;
  }

  @Override
  public String id() {
    return "settings";
  }

  @Override
  public Node node() {
    return scroll;
  }

  @Override
  public void shown() {
    themes();
    daemon.setSelected(model.settings().embeddedDaemon() == EmbeddedDaemon.ALWAYS);
    updates.fill();
    fill(registries, model.settings().registries());
    fill(insecure, model.settings().insecureHosts());
  }

  private static void fill(TextArea area, List<String> hosts) {
    String text = String.join("\n", hosts);
    if (!area.getText().strip().equals(text)) {
      area.setText(text);
    }
  }

  @Override
  public void hidden() {}

  @Override
  public List<PaletteEntry> palette() {
    return List.of(ThemeChoice.values()).stream().map(this::themeEntry).toList();
  }

  private PaletteEntry themeEntry(ThemeChoice choice) {
    String name = Strings.get("settings.theme." + choice.name().toLowerCase(Locale.ROOT));
    return new PaletteEntry(
        Strings.get("settings.theme.use", name),
        Strings.get("settings.theme"),
        choice == ThemeChoice.DARK ? Feather.MOON : Feather.SUN,
        () -> {
          model.chooseTheme(choice);
          themes();
        });
  }
}
