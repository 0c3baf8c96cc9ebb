package org.dimdesktop.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dimdesktop.settings.Settings.EmbeddedDaemon;
import org.dimdesktop.settings.Settings.ThemeChoice;

/**
 * The settings as JSON, part by part: to have Jackson look through the records for it would take a
 * tenth of a second of every start.
 */
final class SettingsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingsJson() {}

  /**
   * Reads settings; what is not there has its default, and what is not known is left out.
   *
   * @throws IOException when it is no JSON object, or names a part that cannot be what it is
   */
  static Settings read(byte[] json) throws IOException {
    Part part = new Part("settings", JSON.readTree(json)).object();
    Map<String, TableLayout> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Part> table : part.parts("tables").entrySet()) {
      tables.put(table.getKey(), table(table.getValue()));
    }
    return new Settings(
        part.choice("theme", ThemeChoice.SYSTEM),
        part.text("lastView"),
        part.text("context"),
        part.texts("registries"),
        part.texts("repositories"),
        part.texts("insecureHosts"),
        part.choice("embeddedDaemon", EmbeddedDaemon.ASK),
        daemons(part.part("daemons")),
        window(part.part("window")),
        updates(part.part("updates")),
        tables);
  }

  private static KnownDaemons daemons(Part part) throws IOException {
    List<KnownDaemons.Entry> list = new ArrayList<>();
    for (Part entry : part.list("list")) {
      list.add(new KnownDaemons.Entry(entry.text("name"), entry.text("address")));
    }
    return new KnownDaemons(list, part.text("current"));
  }

  private static WindowState window(Part part) throws IOException {
    WindowState first = WindowState.FIRST;
    return new WindowState(
        part.number("x", first.x()),
        part.number("y", first.y()),
        part.number("width", first.width()),
        part.number("height", first.height()),
        part.flag("maximized", false),
        part.flag("navigationCollapsed", false),
        part.flag("drawerOpen", false),
        part.number("drawerHeight", 0));
  }

  private static UpdateHabits updates(Part part) throws IOException {
    UpdateHabits defaults = UpdateHabits.DEFAULTS;
    return new UpdateHabits(
        part.flag("look", defaults.look()),
        (int) part.number("hours", defaults.hours()),
        part.flag("automatic", defaults.automatic()),
        part.text("quiet"),
        (int) part.number("maxAgeDays", defaults.maxAgeDays()),
        part.flag("serve", defaults.serve()),
        (int) part.number("port", defaults.port()));
  }

  private static TableLayout table(Part part) throws IOException {
    Map<String, Double> widths = new LinkedHashMap<>();
    Part stored = part.part("widths");
    for (String column : stored.names()) {
      widths.put(column, stored.number(column, 0));
    }
    List<TableLayout.Sort> sort = new ArrayList<>();
    for (Part by : part.list("sort")) {
      sort.add(new TableLayout.Sort(by.text("column"), by.flag("descending", false)));
    }
    Part groups = part.part("groups");
    return new TableLayout(
        part.texts("order"),
        part.texts("hidden"),
        widths,
        sort,
        new TableLayout.Groups(groups.flag("on", true), groups.texts("collapsed")));
  }

  /** Settings as a text that a person can read. */
  static byte[] write(Settings settings) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.put("theme", settings.theme().name());
    all.put("lastView", settings.lastView());
    all.put("context", settings.context());
    texts(all, "registries", settings.registries());
    texts(all, "repositories", settings.repositories());
    texts(all, "insecureHosts", settings.insecureHosts());
    all.put("embeddedDaemon", settings.embeddedDaemon().name());
    write(all.putObject("daemons"), settings.daemons());
    write(all.putObject("window"), settings.window());
    write(all.putObject("updates"), settings.updates());
    ObjectNode tables = all.putObject("tables");
    settings.tables().forEach((id, layout) -> write(tables.putObject(id), layout));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
  }

  private static void write(ObjectNode to, KnownDaemons daemons) {
    var list = to.putArray("list");
    for (KnownDaemons.Entry entry : daemons.list()) {
      list.addObject().put("name", entry.name()).put("address", entry.address());
    }
    to.put("current", daemons.current());
  }

  private static void write(ObjectNode to, WindowState window) {
    if (!Double.isNaN(window.x())) { // JSON has no such number
      to.put("x", window.x());
    }
    if (!Double.isNaN(window.y())) {
      to.put("y", window.y());
    }
    to.put("width", window.width());
    to.put("height", window.height());
    to.put("maximized", window.maximized());
    to.put("navigationCollapsed", window.navigationCollapsed());
    to.put("drawerOpen", window.drawerOpen());
    to.put("drawerHeight", window.drawerHeight());
  }

  private static void write(ObjectNode to, UpdateHabits updates) {
    to.put("look", updates.look());
    to.put("hours", updates.hours());
    to.put("automatic", updates.automatic());
    to.put("quiet", updates.quiet());
    to.put("maxAgeDays", updates.maxAgeDays());
    to.put("serve", updates.serve());
    to.put("port", updates.port());
  }

  private static void write(ObjectNode to, TableLayout layout) {
    texts(to, "order", layout.order());
    texts(to, "hidden", layout.hidden());
    ObjectNode widths = to.putObject("widths");
    layout.widths().forEach(widths::put);
    var sort = to.putArray("sort");
    for (TableLayout.Sort by : layout.sort()) {
      sort.addObject().put("column", by.column()).put("descending", by.descending());
    }
    ObjectNode groups = to.putObject("groups");
    groups.put("on", layout.groups().on());
    texts(groups, "collapsed", layout.groups().collapsed());
  }

  private static void texts(ObjectNode to, String name, List<String> texts) {
    texts.forEach(to.putArray(name)::add);
  }

  /** An object of the file with its name in it, which errors tell. */
  private record Part(String path, JsonNode node) {
    Part {
      node = node.isNull() ? JSON.missingNode() : node;
    }

    private JsonNode get(String name, boolean possible, String expected) throws IOException {
      JsonNode value = node.path(name);
      if (!possible && !value.isMissingNode() && !value.isNull()) {
        throw new IOException(path + "." + name + " is not " + expected);
      }
      return value;
    }

    private Part object() throws IOException {
      if (!node.isObject() && !node.isMissingNode()) {
        throw new IOException(path + " is not an object");
      }
      return this;
    }

    Part part(String name) throws IOException {
      return new Part(path + "." + name, node.path(name)).object();
    }

    List<String> names() {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      return names;
    }

    Map<String, Part> parts(String name) throws IOException {
      Part all = part(name);
      Map<String, Part> parts = new LinkedHashMap<>();
      for (String each : all.names()) {
        parts.put(each, all.part(each));
      }
      return parts;
    }

    List<Part> list(String name) throws IOException {
      List<Part> parts = new ArrayList<>();
      for (JsonNode item : get(name, node.path(name).isArray(), "a list")) {
        parts.add(new Part(path + "." + name, item).object());
      }
      return parts;
    }

    List<String> texts(String name) throws IOException {
      List<String> texts = new ArrayList<>();
      for (JsonNode item : get(name, node.path(name).isArray(), "a list")) {
        if (!item.isTextual()) {
          throw new IOException(path + "." + name + " is not a list of texts");
        }
        texts.add(item.textValue());
      }
      return texts;
    }

    String text(String name) throws IOException {
      return get(name, node.path(name).isTextual(), "a text").asText("");
    }

    boolean flag(String name, boolean otherwise) throws IOException {
      return get(name, node.path(name).isBoolean(), "true or false").asBoolean(otherwise);
    }

    double number(String name, double otherwise) throws IOException {
      JsonNode value = node.path(name);
      if (value.asText().equals("NaN")) { // as earlier versions wrote "not known"
        return otherwise;
      }
      return get(name, value.isNumber(), "a number").asDouble(otherwise);
    }

    <E extends Enum<E>> E choice(String name, E otherwise) throws IOException {
      String wanted = text(name);
      if (wanted.isEmpty()) {
        return otherwise;
      }
      E[] all = otherwise.getDeclaringClass().getEnumConstants();
      for (E each : all) {
        if (each.name().equals(wanted)) {
          return each;
        }
      }
      throw new IOException(path + "." + name + " is none of " + Arrays.toString(all));
    }
  }
}
