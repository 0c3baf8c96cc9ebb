package org.dimdesktop.ui.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunFormTest {
  private final RunForm form = new RunForm("app:1", "web"::equals);

  @Test
  void anEmptyFormCanRun() {
    form.env.add(new EnvRow());
    form.ports.add(new PortRow());
    form.volumes.add(new VolumeRow());
    assertThat(form.problems()).isEmpty();
  }

  @Test
  void everyPartIsCheckedWithItsRow() {
    form.name.set("web");
    form.command.set("sh -c 'x");
    form.env.addAll(EnvRow.of("A", "1"), EnvRow.of("A", "2"), EnvRow.of("", "3"));
    form.ports.addAll(port("80", "8080"), port("80", "81"), port("70000", "80"), port("1", ""));
    form.volumes.addAll(volume("data", "/data"), volume("x", "data"), volume("./a", "/b"));
    assertThat(form.problems())
        .extracting(p -> p.field() + " " + p.row() + " " + p.key())
        .containsExactly(
            "name -1 run.problem.nameTaken",
            "command -1 run.problem.quote",
            "env 1 run.problem.envTwice",
            "env 2 run.problem.envName",
            "ports 1 run.problem.portTwice",
            "ports 2 run.problem.hostPort",
            "ports 3 run.problem.containerPort",
            "volumes 1 run.problem.volumeSource",
            "volumes 2 run.problem.volumeSource");
  }

  @Test
  void restartAndRemoveExcludeEachOther() {
    form.restart.set("on-failure");
    form.retries.set("many");
    form.removeOnExit.set(true);
    assertThat(form.problems())
        .extracting(RunForm.Problem::key)
        .containsExactly("run.problem.retries", "run.problem.restartAndRemove");
  }

  @Test
  void pastedVariablesBecomeRows() {
    assertThat(EnvRow.parse("# c\nA=1\n\nB=x=y\nnothing"))
        .extracting(r -> r.name.get() + "|" + r.value.get())
        .containsExactly("A|1", "B|x=y");
  }

  @Test
  void hostPortsMayNameAnAddress() {
    PortRow row = port("[::1]:8080", "80");
    assertThat(row.problem()).isNull();
    assertThat(row.hostAddress()).isEqualTo("::1");
    assertThat(row.hostPort()).isEqualTo(8080);
    assertThat(port("", "80").hostPort()).isZero();
    assertThat(PortRow.exposed("53/udp").protocol.get()).isEqualTo("udp");
  }

  private static PortRow port(String host, String container) {
    PortRow row = new PortRow();
    row.host.set(host);
    row.container.set(container);
    return row;
  }

  private static VolumeRow volume(String source, String target) {
    VolumeRow row = new VolumeRow();
    row.source.set(source);
    row.target.set(target);
    return row;
  }
}
