package org.dimdesktop.app;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.settings.Settings;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.ui.builds.EmbeddedDaemon;
import org.jspecify.annotations.Nullable;

/** Runs the dim daemon inside the desktop and holds its token. Callable on any thread. */
final class DaemonHost implements EmbeddedDaemon, AutoCloseable {
  private final Path dataDir;
  private final Supplier<ImageBuilder> builder;
  private final SettingsStore settings;
  private @Nullable DimDaemon running;

  DaemonHost(Path dataDir, Supplier<ImageBuilder> builder, SettingsStore settings) {
    this.dataDir = dataDir;
    this.builder = builder;
    this.settings = settings;
  }

  @Override
  public synchronized DaemonAddress start() {
    DimDaemon daemon = running;
    if (daemon == null) {
      daemon = DimDaemon.start(DaemonConfig.embedded(dataDir), builder, Version.text());
      running = daemon;
    }
    return new DaemonAddress(daemon.address(), daemon.bootstrapToken());
  }

  @Override
  public boolean startsAlways() {
    // A daemon that a person chose is not to be replaced because it is away.
    return settings.get().embeddedDaemon() == Settings.EmbeddedDaemon.ALWAYS
        && settings.get().daemons().inUse().isEmpty();
  }

  @Override
  public void startAlways(boolean always) {
    Settings.EmbeddedDaemon habit =
        always ? Settings.EmbeddedDaemon.ALWAYS : Settings.EmbeddedDaemon.ASK;
    settings.update(now -> now.withEmbeddedDaemon(habit));
  }

  /** Ends the daemon if it runs; running builds get its drain time. */
  @Override
  public synchronized void close() {
    DimDaemon daemon = running;
    running = null;
    if (daemon != null) {
      daemon.close();
    }
  }
}
