package org.dimdesktop.engine.container;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.InternetProtocol;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.TypedDocker;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Makes containers with docker-java's typed command. */
final class ContainerMaker {
  private static final String ACTION = "create a container from";

  private final EngineHttp http;

  ContainerMaker(EngineHttp http) {
    this.http = http;
  }

  String create(RunSpec spec) {
    try (CreateContainerCmd command =
        TypedDocker.on(http, ACTION, spec.image()).createContainerCmd(spec.image())) {
      if (!spec.name().isEmpty()) {
        command.withName(spec.name());
      }
      if (!spec.command().isEmpty()) {
        command.withCmd(spec.command());
      }
      if (!spec.entrypoint().isEmpty()) {
        command.withEntrypoint(spec.entrypoint());
      }
      List<ExposedPort> exposed = new ArrayList<>();
      HostConfig host = hostConfig(spec, exposed);
      return command
          .withEnv(
              spec.environment().entrySet().stream()
                  .map(e -> e.getKey() + "=" + e.getValue())
                  .toList())
          .withLabels(spec.labels())
          .withTty(spec.tty())
          .withStdinOpen(spec.tty())
          .withExposedPorts(exposed)
          .withHostConfig(host)
          .exec()
          .getId();
    }
  }

  private static HostConfig hostConfig(RunSpec spec, List<ExposedPort> exposed) {
    List<PortBinding> ports = new ArrayList<>();
    for (PortMapping port : spec.ports()) {
      InternetProtocol protocol =
          checked(
              spec,
              "ports",
              () -> InternetProtocol.parse(port.protocol().toLowerCase(Locale.ROOT)));
      ExposedPort inside = new ExposedPort(port.privatePort(), protocol);
      exposed.add(inside);
      String outside = port.isPublished() ? Integer.toString(port.publicPort()) : null;
      ports.add(
          new PortBinding(
              new Ports.Binding(port.ip().isEmpty() ? null : port.ip(), outside), inside));
    }
    List<Bind> binds = new ArrayList<>();
    for (String bind : spec.binds()) {
      binds.add(checked(spec, "binds", () -> Bind.parse(bind)));
    }
    return HostConfig.newHostConfig()
        .withPortBindings(ports)
        .withBinds(binds)
        .withRestartPolicy(checked(spec, "restart", () -> RestartPolicy.parse(spec.restart())))
        .withAutoRemove(spec.remove());
  }

  private static <T> T checked(RunSpec spec, String field, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          new Failure.Invalid(ACTION, spec.image(), String.valueOf(e.getMessage()), field), e);
    }
  }
}
