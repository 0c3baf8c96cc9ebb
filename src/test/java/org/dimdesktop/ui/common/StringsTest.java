package org.dimdesktop.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that the code asks for exists, and every text that exists is asked for. */
class StringsTest {
  /** Beginnings of keys that are put together at run time; whatever has one counts as used. */
  private static final List<String> DYNAMIC =
      List.of(
          "table.name.",
          "shell.menu.",
          "operations.state.",
          "operations.phase.",
          "settings.theme.",
          "settings.registries.",
          "settings.insecure.",
          "containers.start",
          "containers.stop",
          "containers.restart",
          "containers.pause",
          "containers.unpause",
          "containers.kill");

  private static final Pattern ASKED =
      Pattern.compile(
          "(?:Strings\\.get\\(|titleKey\\(\\)\\s*\\{\\s*return|\\.empty\\(|new"
              + " Feature\\(\\s*[\\w.\"]+,"
              + "|(?:Action\\.of|RowAction\\s*\\.(?:<\\w+>)?of(?:One)?|Column\\.(?:<\\w+>)?text|new"
              + " FilterChip<>)\\(\\s*[\\w.\"]+,)\\s*\"([\\w.]+)\"\\s*([,;)+])");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w]*(?:\\.[\\w-]+)+\\.?)\"");

  private final Set<String> keys =
      new TreeSet<>(ResourceBundle.getBundle("org.dimdesktop.i18n.strings").keySet());

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> java = files.filter(f -> f.toString().endsWith(".java")).toList();
      StringBuilder all = new StringBuilder();
      for (Path file : java) {
        all.append(Files.readString(file)).append('\n');
      }
      return all.toString();
    }
  }

  private static boolean dynamic(String key) {
    return DYNAMIC.stream().anyMatch(key::startsWith);
  }

  @Test
  void everyKeyThatIsAskedForExists() throws IOException {
    Matcher asked = ASKED.matcher(sources());
    Set<String> missing = new TreeSet<>();
    int seen = 0;
    while (asked.find()) {
      seen++;
      String key = asked.group(1);
      boolean beginning = asked.group(2).equals("+");
      if (beginning ? keys.stream().noneMatch(k -> k.startsWith(key)) : !keys.contains(key)) {
        missing.add(key);
      }
    }
    assertThat(seen).as("the pattern must find calls").isGreaterThan(100);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyKeyIsUsed() throws IOException {
    Set<String> literals =
        LITERAL.matcher(sources()).results().map(m -> m.group(1)).collect(Collectors.toSet());
    Set<String> beginnings =
        literals.stream().filter(l -> l.endsWith(".")).collect(Collectors.toSet());
    assertThat(keys)
        .filteredOn(key -> !literals.contains(key) && !dynamic(key))
        .filteredOn(key -> beginnings.stream().noneMatch(key::startsWith))
        .as("unused keys")
        .isEmpty();
  }

  @Test
  void everyPatternIsValid() {
    ResourceBundle bundle = ResourceBundle.getBundle("org.dimdesktop.i18n.strings");
    for (String key : keys) {
      String text = bundle.getString(key);
      assertThat(text).as(key).isNotBlank();
      if (text.contains("{")) {
        assertThat(new MessageFormat(text.replace("'", "''")).getFormats()).as(key).isNotEmpty();
      }
    }
  }
}
