package org.dimdesktop.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.engine.EngineStatus;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.task.Failure;
import org.junit.jupiter.api.Test;

class ConnectionViewModelTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:30Z");
  private final EngineEndpoint endpoint = EngineEndpoint.of("unix:///run/test.sock");
  private final List<EngineEndpoint> chosen = new ArrayList<>();
  private final ConnectionViewModel model =
      new ConnectionViewModel(
          () -> List.of(endpoint),
          chosen::add,
          Runnable::run,
          Runnable::run,
          InstantSource.fixed(NOW));
  private final Failure failure =
      new Failure.Unreachable("reach", "the engine", "no such file: /run/test.sock");

  @Test
  void aConnectedEngineShowsItsVersionAndWhereItIs() {
    model.update(new EngineStatus.Connected(endpoint, "28.5.1", "1.51", "linux", "amd64", NOW));
    ConnectionViewModel.View view = model.viewProperty().get();
    assertThat(view.tone()).isEqualTo(ConnectionViewModel.Tone.GOOD);
    assertThat(view.text()).contains("28.5.1");
    assertThat(view.detail()).contains("unix:///run/test.sock", "1.51", "linux/amd64");
  }

  @Test
  void aLostEngineSaysHowOldTheListsAre() {
    model.update(new EngineStatus.Lost(endpoint, NOW, failure, NOW.minusSeconds(17)));
    ConnectionViewModel.View view = model.viewProperty().get();
    assertThat(view.tone()).isEqualTo(ConnectionViewModel.Tone.STALE);
    assertThat(view.text()).contains("17 s ago");
  }

  @Test
  void withoutAnEngineItSaysWhatWasTriedInOrder() {
    model.update(
        new EngineStatus.NoEngine(
            null,
            List.of(new Attempt("DOCKER_HOST", "not set"), new Attempt("socket", "missing")),
            failure));
    ConnectionViewModel.View view = model.viewProperty().get();
    assertThat(view.tone()).isEqualTo(ConnectionViewModel.Tone.BAD);
    assertThat(view.detail()).containsSubsequence("no such file", "DOCKER_HOST", "socket");
  }

  @Test
  void switchingHandsTheEndpointOn() {
    List<EngineEndpoint> shown = new ArrayList<>();
    model.readContexts(shown::addAll);
    model.choose(shown.getFirst());
    assertThat(chosen).containsExactly(endpoint);
  }
}
