package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dimdesktop.engine.container.RunSpec;

/** What a person types to run an image as a container, and what is wrong with it so far. */
final class RunForm {
  static final List<String> RESTART = List.of("no", "always", "unless-stopped", "on-failure");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  final String image;
  final StringProperty name = new SimpleStringProperty("");
  final StringProperty command = new SimpleStringProperty("");
  final StringProperty restart = new SimpleStringProperty("no");
  final StringProperty retries = new SimpleStringProperty("");
  final BooleanProperty removeOnExit = new SimpleBooleanProperty();
  final ObservableList<EnvRow> env = FXCollections.observableArrayList();
  final ObservableList<PortRow> ports = FXCollections.observableArrayList();
  final ObservableList<VolumeRow> volumes = FXCollections.observableArrayList();

  private final Predicate<String> nameTaken;

  /**
   * One thing that is wrong.
   *
   * @param field the part of the form: name, command, restart, env, ports or volumes
   * @param row the row in that part, or -1
   * @param key the text's key
   * @param detail what the text is about
   */
  record Problem(String field, int row, String key, String detail) {}

  /**
   * An empty form.
   *
   * @param image what to run, a reference or an id
   * @param nameTaken says whether a container of that name is there already
   */
  RunForm(String image, Predicate<String> nameTaken) {
    this.image = image;
    this.nameTaken = nameTaken;
  }

  /** Everything that is wrong now; the form can be sent when it is empty. */
  List<Problem> problems() {
    List<Problem> found = new ArrayList<>();
    String wanted = name.get().strip();
    if (!wanted.isEmpty() && !NAME.matcher(wanted).matches()) {
      found.add(new Problem("name", -1, "run.problem.name", wanted));
    } else if (!wanted.isEmpty() && nameTaken.test(wanted)) {
      found.add(new Problem("name", -1, "run.problem.nameTaken", wanted));
    }
    try {
      var _ = CommandWords.split(command.get());
    } catch (IllegalArgumentException e) {
      found.add(new Problem("command", -1, "run.problem.quote", command.get()));
    }
    checkRestart(found);
    checkEnv(found);
    checkPorts(found);
    checkVolumes(found);
    return found;
  }

  /** The container that is wanted; only while there are no {@link #problems}. */
  RunSpec spec() {
    Map<String, String> variables = new LinkedHashMap<>();
    env.stream()
        .filter(row -> !row.isBlank())
        .forEach(row -> variables.put(row.name.get().strip(), row.value.get()));
    String policy = restart.get();
    if (policy.equals("on-failure") && !retries.get().isBlank()) {
      policy += ":" + retries.get().strip();
    }
    return new RunSpec(
        image,
        name.get().strip(),
        CommandWords.split(command.get()),
        List.of(),
        variables,
        ports.stream().filter(row -> !row.isBlank()).map(PortRow::mapping).toList(),
        volumes.stream().filter(row -> !row.isBlank()).map(VolumeRow::bind).toList(),
        policy,
        removeOnExit.get(),
        false,
        Map.of());
  }

  private void checkRestart(List<Problem> found) {
    String count = retries.get().strip();
    if (restart.get().equals("on-failure") && !count.isEmpty() && !count.matches("[0-9]{1,6}")) {
      found.add(new Problem("restart", -1, "run.problem.retries", count));
    }
    if (removeOnExit.get() && !restart.get().equals("no")) {
      found.add(new Problem("restart", -1, "run.problem.restartAndRemove", restart.get()));
    }
  }

  private void checkEnv(List<Problem> found) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < env.size(); i++) {
      EnvRow row = env.get(i);
      if (row.isBlank()) {
        continue;
      }
      String key = row.problem();
      String variable = row.name.get().strip();
      if (key != null) {
        found.add(new Problem("env", i, key, variable));
      } else if (!names.add(variable)) {
        found.add(new Problem("env", i, "run.problem.envTwice", variable));
      }
    }
  }

  private void checkPorts(List<Problem> found) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      PortRow row = ports.get(i);
      if (row.isBlank()) {
        continue;
      }
      String key = row.problem();
      String address = row.listensOn();
      if (key != null) {
        found.add(new Problem("ports", i, key, row.host.get() + " → " + row.container.get()));
      } else if (address != null && !taken.add(address)) {
        found.add(new Problem("ports", i, "run.problem.portTwice", row.host.get()));
      }
    }
  }

  private void checkVolumes(List<Problem> found) {
    Set<String> targets = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      VolumeRow row = volumes.get(i);
      if (row.isBlank()) {
        continue;
      }
      String key = row.problem();
      if (key != null) {
        found.add(new Problem("volumes", i, key, row.source.get() + " → " + row.target.get()));
      } else if (!targets.add(row.target.get().strip())) {
        found.add(new Problem("volumes", i, "run.problem.targetTwice", row.target.get().strip()));
      }
    }
  }
}
