package org.dimdesktop.ui.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.value.ObservableNumberValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.WindowState;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.ActionRegistry;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.Navigator;
import org.dimdesktop.ui.common.PaletteEntry;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.common.Theme;
import org.kordamp.ikonli.feather.Feather;

/** The window: navigation, header, one view, the pane at the bottom, the palette above all. */
public final class MainWindow implements Navigator {
  /** Below this width the navigation shows icons only, whatever was chosen. */
  private static final double NARROW = 900;

  /**
   * The list of operations, which the shell shows but does not know.
   *
   * @param drawer makes the list; called once, when it is first shown
   * @param running how many run
   * @param failed how many failed
   */
  public record Operations(
      Supplier<Node> drawer, ObservableNumberValue running, ObservableNumberValue failed) {}

  private final SettingsStore settings;
  private final ActionRegistry actions;
  private final List<Feature> features;
  private final ViewHost views;
  private final SideNavigation navigation;

  private final BottomPane bottom;
  private final CommandPalette palette;
  private final DrawerSplit split;
  private final StackPane root = new StackPane();

  /** Builds the window's content; nothing is loaded before {@link #open}. */
  public MainWindow(
      SettingsStore settings,
      ActionRegistry actions,
      List<Feature> features,
      ConnectionViewModel connection,
      Operations operations) {
    this.settings = settings;
    this.actions = actions;
    this.features = List.copyOf(features);
    views = new ViewHost(features, this::addActionsOf);
    bottom = new BottomPane(operations.drawer(), this::setDrawer, this::makeRoom);
    split =
        new DrawerSplit(
            views, bottom, settings.get().window().drawerHeight(), this::rememberHeight);
    palette = new CommandPalette(this::paletteEntries);
    navigation = new SideNavigation(features, this::show, this::toggleNavigation);
    Action openPalette =
        Action.of("view.palette", "shell.palette.open", Feather.SEARCH, this::togglePalette)
            .withKey("Shortcut+K");
    Action toggleDrawer =
        Action.of("view.operations", "shell.drawer.toggle", Feather.ACTIVITY, this::toggleDrawer)
            .withKey("Shortcut+J");
    addViewActions(openPalette, toggleDrawer);
    BorderPane frame = new BorderPane(split);
    frame.setTop(new VBox(new MainMenu(actions), new HeaderBar(connection, openPalette)));
    frame.setLeft(navigation);
    frame.setBottom(new StatusBar(toggleDrawer, operations.running(), operations.failed()));
    root.getStyleClass().add("main-window");
    root.getChildren().addAll(frame, palette);
    root.widthProperty().addListener((_, _, _) -> foldNavigation());
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::keepKeysOfPalette);
    Theme.style(root.getStylesheets());
  }

  private void addViewActions(Action openPalette, Action toggleDrawer) {
    int number = 1;
    for (Feature feature : features) {
      actions.add(
          ActionRegistry.Menu.VIEW,
          Action.of(
                  "view." + feature.id(),
                  feature.titleKey(),
                  feature.icon(),
                  () -> show(feature.id()))
              .withKey("Shortcut+" + number++));
    }
    actions.add(
        ActionRegistry.Menu.VIEW,
        openPalette,
        toggleDrawer,
        Action.of("view.fold", "shell.nav.fold", Feather.SIDEBAR, this::toggleNavigation));
  }

  private void addActionsOf(FeatureView view) {
    ActionRegistry.Menu menu =
        Arrays.stream(ActionRegistry.Menu.values())
            .filter(m -> m.name().equalsIgnoreCase(view.id()))
            .findFirst()
            .orElse(ActionRegistry.Menu.FILE);
    actions.add(menu, view.actions().toArray(Action[]::new));
  }

  /** Escape belongs to the palette wherever the focus is while it is open. */
  private void keepKeysOfPalette(KeyEvent event) {
    if (palette.isOpen() && event.getCode() == KeyCode.ESCAPE) {
      palette.close();
      event.consume();
    }
  }

  /** Shows the content in {@code stage} as the settings remember it. */
  public void open(Stage stage) {
    WindowState state = settings.get().window();
    stage.setTitle(Strings.get("app.name"));
    // With the size given, JavaFX need not lay everything out once more only to find one.
    stage.setScene(new Scene(root, state.width(), state.height()));
    WindowMemory.restore(stage, state);
    setDrawer(state.drawerOpen());
    String last = settings.get().lastView();
    show(views.has(last) ? last : features.getFirst().id());
    foldNavigation();
    stage.show();
    WindowMemory.follow(stage, settings);
  }

  @Override
  public void show(String viewId) {
    views.show(viewId);
    navigation.select(viewId);
    if (!settings.get().lastView().equals(viewId)) {
      settings.update(now -> now.withLastView(viewId));
    }
  }

  /** The ids of all views, in the order of the navigation. */
  public List<String> viewIds() {
    return features.stream().map(Feature::id).toList();
  }

  /** The view with this id, made now if nobody has needed it yet. */
  public FeatureView view(String viewId) {
    return views.made(viewId);
  }

  /** The pane of closable tabs. */
  public TabHost tabs() {
    return bottom;
  }

  /** Brings the operations into sight. */
  public void showOperations() {
    bottom.showOperations();
    setDrawer(true);
  }

  /** Makes one more view ahead of its first use; false when all are made. */
  public boolean prepareNextView() {
    return views.makeNext();
  }

  /** Opens the palette or closes it. */
  public void togglePalette() {
    if (palette.isOpen()) {
      palette.close();
    } else {
      palette.open();
    }
  }

  private List<PaletteEntry> paletteEntries() {
    List<PaletteEntry> resources =
        views.palette(this::show); // may add actions of views made just now
    List<PaletteEntry> all = new ArrayList<>();
    for (ActionRegistry.Entry entry : actions.entries()) {
      Action action = entry.action();
      if (action.enabled().get() && !action.id().equals("view.palette")) {
        String hint = action.key() == null ? "" : action.key().getDisplayText();
        all.add(new PaletteEntry(action.text(), hint, action.icon(), action::run));
      }
    }
    all.addAll(resources);
    return all;
  }

  /** Opens the pane at the bottom or closes it. */
  public void toggleDrawer() {
    setDrawer(!split.isOpen());
  }

  private void setDrawer(boolean open) {
    if (open) {
      bottom.fill();
    }
    split.setOpen(open);
    if (open == settings.get().window().drawerOpen()) {
      return; // also at every start
    }
    settings.update(now -> now.withWindow(now.window().withDrawer(open)));
  }

  private void makeRoom() {
    split.makeRoom();
  }

  private void rememberHeight(double pixels) {
    settings.update(now -> now.withWindow(now.window().withDrawerHeight(pixels)));
  }

  private void toggleNavigation() {
    settings.update(now ->
        now.withWindow(now.window().withNavigationCollapsed(!now.window().navigationCollapsed())));
    foldNavigation();
  }

  private void foldNavigation() {
    boolean narrow = root.getWidth() > 0 && root.getWidth() < NARROW;
    navigation.setCollapsed(narrow || settings.get().window().navigationCollapsed());
  }

  /** Stops what the shown view and the open tabs follow. */
  public void close() {
    views.hideCurrent();
    bottom.closeAll();
  }
}
