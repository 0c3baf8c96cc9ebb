package org.dimdesktop.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.settings.AppDirs;
import org.dimdesktop.task.Operation;
import org.dimdesktop.ui.builds.AccountViewModel;
import org.dimdesktop.ui.builds.BuildsView;
import org.dimdesktop.ui.builds.BuildsViewModel;
import org.dimdesktop.ui.common.ActionRegistry;
import org.dimdesktop.ui.common.BrowserLinks;
import org.dimdesktop.ui.common.Dialogs;
import org.dimdesktop.ui.common.Feature;
import org.dimdesktop.ui.common.FeatureView;
import org.dimdesktop.ui.common.FxDialogs;
import org.dimdesktop.ui.common.FxThread;
import org.dimdesktop.ui.common.Notifier;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TabHost;
import org.dimdesktop.ui.common.Theme;
import org.dimdesktop.ui.common.Toast;
import org.dimdesktop.ui.containers.ContainersFeature;
import org.dimdesktop.ui.containers.ContainersView;
import org.dimdesktop.ui.containers.ContainersViewModel;
import org.dimdesktop.ui.images.ImagesFeature;
import org.dimdesktop.ui.images.ImagesViewModel;
import org.dimdesktop.ui.operations.OperationLogs;
import org.dimdesktop.ui.operations.OperationsDrawer;
import org.dimdesktop.ui.operations.OperationsViewModel;
import org.dimdesktop.ui.registries.RegistriesView;
import org.dimdesktop.ui.registries.RegistriesViewModel;
import org.dimdesktop.ui.registries.actions.RegistryCommands;
import org.dimdesktop.ui.registries.actions.RegistryServices;
import org.dimdesktop.ui.settings.SettingsView;
import org.dimdesktop.ui.settings.SettingsViewModel;
import org.dimdesktop.ui.settings.UpdateSettingsViewModel;
import org.dimdesktop.ui.shell.ConnectionViewModel;
import org.dimdesktop.ui.shell.MainWindow;
import org.dimdesktop.ui.updates.UpdateCenter;
import org.dimdesktop.ui.updates.UpdatesView;
import org.dimdesktop.ui.updates.UpdatesViewModel;
import org.dimdesktop.ui.updates.history.HistoryViewModel;
import org.dimdesktop.ui.updates.run.UpdateRunner;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.notice.Notice;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The window's parts and how they hang on the services. JavaFX thread only. */
final class Wiring implements AutoCloseable {
  private final AppDirs dirs;
  private final BrowserLinks browser;
  private final FxThread fx = new FxThread();
  private final Services services;
  private final ActionRegistry actions = new ActionRegistry();
  private final Theme theme = new Theme();
  private final Dialogs dialogs;
  private final Notifier notifier;
  private final MainWindow window;
  private final OutdatedMarks marks = new OutdatedMarks();
  private final UpdateCenter updateCenter;
  private @Nullable BuildsViewModel builds;

  /** What the environment and the folder of the user say of engines, logins and the daemon. */
  record User(Map<String, String> environment, Path home) {
    /** The user of this process. */
    static User current() {
      return new User(System.getenv(), Path.of(System.getProperty("user.home")));
    }
  }

  Wiring(AppDirs dirs, Services services, Stage stage, BrowserLinks browser) {
    this.dirs = dirs;
    this.services = services;
    this.browser = browser;
    theme.choose(services.settings.get().theme());
    dialogs = new FxDialogs(() -> stage);
    notifier =
        new DesktopNotifier(
            "notify-send",
            Wiring::isInFront,
            (title, text) -> Toast.show(stage, title, text),
            services.io,
            fx);
    ConnectionViewModel connection =
        new ConnectionViewModel(
            services.contexts::list, services::switchTo, services.io, fx, Clock.systemUTC());
    OperationsViewModel operations = new OperationsViewModel(services.operations, fx);
    updateCenter =
        new UpdateCenter(
            new UpdateCenter.Services(
                services.engine,
                services.updates::updates,
                services.updates::toggles,
                () -> services.settings.get().updates(),
                marks,
                (title, text) -> Toast.show(stage, title, text),
                services.io,
                fx,
                Clock.systemUTC()));
    window =
        new MainWindow(
            services.settings,
            actions,
            features(),
            connection,
            new MainWindow.Operations(
                () ->
                    new OperationsDrawer(
                        operations,
                        new OperationLogs(
                            this::tabs,
                            dialogs,
                            dirs.cache().resolve("operation-logs"),
                            services.io,
                            fx)),
                operations.runningProperty(),
                operations.failedProperty()));
    services.engine.onStatus(connection::update);
    services.updates.start(notice -> fx.execute(() -> updated(notice, stage)));
  }

  /** Nobody asked for it, so whoever looks at the window is told, too. */
  private void updated(Notice notice, Stage stage) {
    if (notice.kind() == Notice.Kind.BEHIND) {
      return; // its rows are marked
    }
    String title = Strings.get("updates.notice." + notice.kind().name().toLowerCase(Locale.ROOT));
    if (isInFront()) {
      Toast.show(stage, title, notice.text());
    } else {
      notifier.tell(title, notice.text());
    }
    updateCenter.check(_ -> false);
  }

  private static boolean isInFront() {
    return Window.getWindows().stream().anyMatch(Window::isFocused);
  }

  /** The views in the order of the navigation; each is made when it is first shown. */
  private List<Feature> features() {
    return List.of(
        new Feature("images", "images.title", Feather.LAYERS, this::imagesView),
        new Feature("containers", "containers.title", Feather.BOX, this::containersView),
        new Feature(BuildsView.ID, "builds.title", Feather.TOOL, this::buildsView),
        new Feature("registries", "shell.nav.registries", Feather.DATABASE, this::registriesView),
        new Feature(UpdatesView.ID, "updates.title", Feather.ARROW_UP_CIRCLE, this::updatesView),
        new Feature("settings", "shell.nav.settings", Feather.SETTINGS, this::settingsView));
  }

  private FeatureView imagesView() {
    return ImagesFeature.of(
            new ImagesViewModel.Services(
                services.engine,
                services.images,
                services.containers,
                services.operations,
                services::auth,
                marks,
                services.io,
                fx),
            new ImagesFeature.Ui(
                dialogs,
                services.settings,
                services.remoteNames::beginningWith,
                this::showContainer,
                window::showOperations))
        .view()
        .get();
  }

  private void showContainer(String nameOrId) {
    window.show(ContainersFeature.ID);
    if (window.view(ContainersFeature.ID) instanceof ContainersView view) {
      view.select(nameOrId);
    }
  }

  private FeatureView containersView() {
    return ContainersFeature.of(
            new ContainersViewModel.Services(
                services.engine,
                services.containers,
                services.operations,
                dirs.cache().resolve("container-logs"),
                marks,
                services.io,
                fx),
            new ContainersFeature.Ui(
                dialogs,
                services.settings,
                browser,
                window.tabs(),
                window::showOperations,
                this::update))
        .view()
        .get();
  }

  private FeatureView buildsView() {
    BuildsViewModel model =
        new BuildsViewModel(
            services.daemon,
            services.embedded,
            dirs.cache().resolve("build-logs"),
            services.io,
            fx,
            Clock.systemUTC());
    builds = model;
    AccountViewModel account =
        new AccountViewModel(services.daemon, services.daemons, services.io, fx);
    return new BuildsView(
        model,
        account,
        new BuildsView.Ui(dialogs, window.tabs(), services.settings, notifier),
        services.io,
        fx);
  }

  private FeatureView registriesView() {
    RegistriesViewModel model =
        new RegistriesViewModel(
            new RegistriesViewModel.Services(
                services.registries,
                services.tags,
                services.credentials::hosts,
                services.settings,
                services.operations,
                services.engine::onImages,
                services.io,
                fx));
    RegistryCommands commands =
        new RegistryCommands(
            new RegistryServices(
                services.registries,
                services.tags,
                services.transports,
                services.registryLogins,
                services.operations,
                services.remoteNames::beginningWith,
                services.io,
                fx),
            new RegistryCommands.Ui(
                dialogs,
                window.tabs(),
                services.settings,
                window::showOperations,
                model::changed,
                model::loginChanged));
    return new RegistriesView(
        model,
        new RegistriesView.Ui(
            dialogs, services.settings, this::pull, window::showOperations, commands),
        services.io,
        fx);
  }

  private void pull(ImageReference image) {
    services.pull(image);
    window.showOperations();
  }

  private FeatureView updatesView() {
    UpdateRunner runner =
        new UpdateRunner(
            new UpdateRunner.Services(
                services.updates::updates, services.updates.steps(), services.operations, fx),
            UpdateOptions.DEFAULTS);
    return new UpdatesView(
        new UpdatesViewModel.Services(services.engine, updateCenter, runner, services.io, fx),
        new HistoryViewModel(
            new HistoryViewModel.Services(
                services.updates::updates,
                services.updates.steps(),
                dirs.cache().resolve("update-logs"),
                notifier::tell,
                services.io,
                fx,
                Clock.systemUTC()),
            runner),
        runner,
        new UpdatesView.Ui(
            dialogs,
            services.settings,
            browser,
            services.updates::updates,
            window::showOperations));
  }

  /** Shows what an update of these containers would do. */
  private void update(List<String> names) {
    window.show(UpdatesView.ID);
    if (window.view(UpdatesView.ID) instanceof UpdatesView view) {
      view.update(names);
    }
  }

  private FeatureView settingsView() {
    return new SettingsView(
        new SettingsViewModel(services.settings, theme::choose),
        new UpdateSettingsViewModel(services.settings, services.updates.apiProperty()),
        Strings.get(
            "settings.places.list",
            dirs.config().toString(),
            dirs.data().toString(),
            dirs.state().toString(),
            dirs.cache().toString()));
  }

  private TabHost tabs() {
    return window.tabs();
  }

  MainWindow window() {
    return window;
  }

  ActionRegistry actions() {
    return actions;
  }

  Dialogs dialogs() {
    return dialogs;
  }

  FxThread fx() {
    return fx;
  }

  /** How many operations would be cut off by an end now. */
  long running() {
    return services.operations.operations().stream()
        .map(Operation::state)
        .filter(state -> !state.isEnd())
        .count();
  }

  /** How many builds of the embedded daemon would be cut off by an end now. */
  int runningBuilds() {
    return services.embedded.runningBuilds();
  }

  /** Stops what the window follows, then the services in order. */
  @Override
  public void close() {
    window.close();
    updateCenter.close();
    if (builds != null) {
      builds.close();
    }
    services.close();
  }
}
