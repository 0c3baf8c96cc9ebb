package org.dimdesktop.ui.builds;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DaemonLink;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.log.LogRecord;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The builds view without its window, on a real daemon. */
class BuildsViewModelTest {
  @TempDir Path logs;
  private final RealDaemon daemon = new RealDaemon();
  private final FaultProxy proxy = FaultProxy.onTcp(daemon.uri());
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService fx = Executors.newSingleThreadExecutor();
  private final DaemonLink link =
      new DaemonLink(new DaemonAddress(URI.create("http://127.0.0.1:1"), null));
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private boolean always;

  private final EmbeddedDaemon embedded =
      new EmbeddedDaemon() {
        @Override
        public DaemonAddress start() {
          return daemon.at(URI.create("http://" + proxy.address()));
        }

        @Override
        public boolean startsAlways() {
          return always;
        }

        @Override
        public void startAlways(boolean on) {
          always = on;
        }
      };

  private BuildsViewModel model() {
    return new BuildsViewModel(link, embedded, logs, io, fx, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    link.close();
    proxy.close();
    daemon.close();
    io.shutdownNow();
    fx.shutdownNow();
  }

  private void connect(BuildsViewModel model) {
    fx.execute(model::shown);
    await()
        .atMost(10, SECONDS)
        .until(() -> model.daemonProperty().get() instanceof DaemonLink.Absent);
    fx.execute(model::startEmbedded);
    await().atMost(15, SECONDS).until(() -> model.liveProperty().get());
    try (DimClient client = new DimClient(daemon.uri(), daemon.address()::token)) {
      daemon.allowHosts(client);
    }
  }

  @Test
  void offersTheEmbeddedDaemonThenBuildsAndFollowsTheLogToTheDigest() {
    try (BuildsViewModel model = model()) {
      connect(model);
      BuildRequest request = daemon.request("echo seen-in-tab");
      ConcurrentLinkedQueue<BuildTabModel> tabs = new ConcurrentLinkedQueue<>();
      fx.execute(() -> model.submit(request, b -> tabs.add(model.open(b)), failures::add));
      await().atMost(10, SECONDS).until(() -> !tabs.isEmpty());
      try (BuildTabModel tab = tabs.element()) {
        await().atMost(90, SECONDS).until(() -> tab.log().isEnded());
        await().atMost(5, SECONDS).until(() -> tab.buildProperty().get().digest() != null);
        List<LogRecord> lines = tab.log().read(tab.log().firstLine(), 500);
        assertThat(lines).anyMatch(l -> l.toString().contains("seen-in-tab"));
        assertThat(tab.logProblemProperty().get()).isNull();
      }
      await()
          .atMost(5, SECONDS)
          .until(
              () -> model.rowsProperty().get().getFirst().build().status() == BuildStatus.SUCCESS);
      BuildRow row = model.rowsProperty().get().getFirst();
      assertThat(row.shortCommit()).hasSize(8);
      assertThat(row.durationText()).matches("\\d+:\\d\\d");
      fx.execute(() -> model.rebuild(row.id(), _ -> {}, failures::add));
      await().atMost(10, SECONDS).until(() -> model.rowsProperty().get().size() == 2);
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void isTrueAgainAfterTheDaemonWasOutOfReach() {
    try (BuildsViewModel model = model()) {
      connect(model);
      proxy.refuse(true);
      proxy.cut();
      await().atMost(5, SECONDS).until(() -> !model.liveProperty().get());
      BuildRequest request = daemon.request("/busybox sleep 300");
      try (DimClient direct = new DimClient(daemon.uri(), daemon.address()::token)) {
        Build build = direct.submit(request, null);
        proxy.refuse(false);
        await().atMost(15, SECONDS).until(() -> model.liveProperty().get());
        await().atMost(5, SECONDS).until(() -> model.find(build.id()).isPresent());
        fx.execute(() -> model.cancel(build.id(), failures::add));
        await()
            .atMost(8, SECONDS)
            .until(() ->
                model.rowsProperty().get().stream()
                    .anyMatch(r -> r.build().status() == BuildStatus.CANCELED));
      }
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void showsNoBuildsOfADaemonThatWasLeftOrTakesNoTokenAnyMore() {
    try (BuildsViewModel model = model()) {
      connect(model);
      BuildRequest request = daemon.request("echo of-the-first");
      fx.execute(() -> model.submit(request, _ -> {}, failures::add));
      await().atMost(10, SECONDS).until(() -> model.rowsProperty().get().size() == 1);
      DaemonAddress first = daemon.at(URI.create("http://" + proxy.address()));
      link.use(new DaemonAddress(first.uri(), "dim_wrong"));
      await().atMost(10, SECONDS).until(() -> model.rowsProperty().get().isEmpty());
      assertThat(model.daemonProperty().get()).isInstanceOf(DaemonLink.Refused.class);
      link.use(first);
      await().atMost(10, SECONDS).until(() -> model.rowsProperty().get().size() == 1);
      link.use(new DaemonAddress(URI.create("http://127.0.0.1:1"), null));
      await().atMost(10, SECONDS).until(() -> model.rowsProperty().get().isEmpty());
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void startsTheDaemonByHabit() {
    always = true;
    try (BuildsViewModel model = model()) {
      fx.execute(model::shown);
      await()
          .atMost(15, SECONDS)
          .until(() -> model.daemonProperty().get() instanceof DaemonLink.Connected);
    }
  }

  @Test
  void looksAheadForCredentialsAndChecksEachField() {
    try (BuildsViewModel model = model()) {
      connect(model);
      NewBuildModel form = model.newBuild();
      await().atMost(10, SECONDS).until(() -> form.credentialsProperty().get() != null);
      assertThat(form.valid().get()).isFalse();
      form.field(BuildField.REPO).set("http://" + daemon.gitHost() + "/open/a.git");
      form.field(BuildField.IMAGE).set("reg.example:5000/team/app");
      assertThat(form.valid().get()).isTrue();
      assertThat(form.credential(Realm.GIT, form.host(Realm.GIT).getValue())).isNotNull();
      String registry = form.host(Realm.REGISTRY).getValue();
      assertThat(registry).isEqualTo("reg.example:5000");
      assertThat(form.credential(Realm.REGISTRY, registry)).isNull();
      form.putCredential(
          Realm.REGISTRY, registry, new CredentialUpdate(CredentialKind.BASIC, "u", "secret"));
      await().atMost(10, SECONDS).until(() -> form.credential(Realm.REGISTRY, registry) != null);
      for (var bad :
          List.of(
              new Wrong(BuildField.REPO, "file:///etc", "builds.new.error.repo"),
              new Wrong(BuildField.IMAGE, "alpine", "builds.new.error.image.host"),
              new Wrong(BuildField.IMAGE, "a.b/c:1", "builds.new.error.image.tag"),
              new Wrong(BuildField.TAG, "a b", "builds.new.error.tag"),
              new Wrong(BuildField.CONTEXT, "a/../../b", "builds.new.error.path"),
              new Wrong(BuildField.BUILD_ARGS, "A=1\nB", "builds.new.error.args"),
              new Wrong(BuildField.PLATFORM, "linux", "builds.new.error.platform"))) {
        String before = form.field(bad.field()).get();
        form.field(bad.field()).set(bad.text());
        assertThat(form.error(bad.field()).getValue()).as(bad.text()).isEqualTo(bad.key());
        assertThat(form.valid().get()).isFalse();
        form.field(bad.field()).set(before);
      }
      assertThat(form.valid().get()).isTrue();
    }
  }

  private record Wrong(BuildField field, String text, String key) {}
}
