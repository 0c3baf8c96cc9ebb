package org.dimdesktop.registry.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dimdesktop.registry.referrers.DocumentFact.Name;

/** Reads SBOMs: SPDX 2 (ISO/IEC 5962) and CycloneDX 1, both as JSON. */
final class Sboms {
  private static final int MAX_DEPTH = 8;

  private Sboms() {}

  static boolean isSpdx(JsonNode json) {
    return json.path("spdxVersion").isTextual();
  }

  static boolean isCycloneDx(JsonNode json) {
    return json.path("bomFormat").asText("").equalsIgnoreCase("CycloneDX");
  }

  static void spdx(JsonNode json, Facts facts, List<SbomPackage> packages) {
    facts.add(Name.FORMAT, json.path("spdxVersion").asText().replace('-', ' '));
    facts.add(Name.NAME, json.path("name"));
    facts.add(Name.CREATED, json.path("creationInfo").path("created"));
    for (JsonNode creator : json.path("creationInfo").path("creators")) {
      facts.add(Name.TOOLS, creator);
    }
    for (JsonNode one : json.path("packages")) {
      String purl = "";
      for (JsonNode reference : one.path("externalRefs")) {
        if (reference.path("referenceType").asText("").equals("purl")) {
          purl = reference.path("referenceLocator").asText("");
        }
      }
      packages.add(
          new SbomPackage(
              one.path("name").asText(""),
              one.path("versionInfo").asText(""),
              kind(purl),
              license(one.path("licenseConcluded"), one.path("licenseDeclared")),
              purl));
    }
    sort(packages);
  }

  private static String license(JsonNode concluded, JsonNode declared) {
    for (JsonNode node : List.of(concluded, declared)) {
      String text = node.asText("");
      if (!text.isEmpty() && !text.equals("NOASSERTION") && !text.equals("NONE")) {
        return text;
      }
    }
    return "";
  }

  static void cycloneDx(JsonNode json, Facts facts, List<SbomPackage> packages) {
    facts.add(Name.FORMAT, "CycloneDX " + json.path("specVersion").asText(""));
    JsonNode metadata = json.path("metadata");
    facts.add(Name.NAME, metadata.path("component").path("name"));
    facts.add(Name.CREATED, metadata.path("timestamp"));
    // An array until 1.4, an object with components from 1.5 on.
    JsonNode tools = metadata.path("tools");
    for (JsonNode tool : tools.isArray() ? tools : tools.path("components")) {
      facts.add(Name.TOOLS, (tool.path("name").asText("") + " " + tool.path("version").asText("")));
    }
    components(json.path("components"), packages, 0);
    sort(packages);
  }

  private static void components(JsonNode list, List<SbomPackage> packages, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    for (JsonNode one : list) {
      if (!one.path("type").asText("").equals("file")) {
        String group = one.path("group").asText("");
        String purl = one.path("purl").asText("");
        packages.add(
            new SbomPackage(
                (group.isEmpty() ? "" : group + "/") + one.path("name").asText(""),
                one.path("version").asText(""),
                purl.isEmpty() ? one.path("type").asText("") : kind(purl),
                licenses(one.path("licenses")),
                purl));
      }
      components(one.path("components"), packages, depth + 1);
    }
  }

  private static String licenses(JsonNode list) {
    List<String> names = new ArrayList<>();
    for (JsonNode entry : list) {
      JsonNode license = entry.path("license");
      String name = entry.path("expression").asText("");
      if (name.isEmpty()) {
        name = license.path("id").asText(license.path("name").asText(""));
      }
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return String.join(", ", names);
  }

  /** The type of a package URL: {@code pkg:deb/debian/curl@8} is a deb. */
  private static String kind(String purl) {
    int slash = purl.indexOf('/');
    return purl.startsWith("pkg:") && slash > 0 ? purl.substring(4, slash) : "";
  }

  private static void sort(List<SbomPackage> packages) {
    packages.sort(
        Comparator.comparing(SbomPackage::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(SbomPackage::version));
  }
}
