package org.dimdesktop.registry.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.registry.referrers.DocumentFact.Name;

/** Reads the main facts of SLSA provenance, 0.2 and 1. */
final class Provenance {
  private Provenance() {}

  static void read(JsonNode predicate, Facts facts) {
    if (predicate.has("buildDefinition")) {
      v1(predicate, facts);
    } else {
      v02(predicate, facts);
    }
  }

  private static void v1(JsonNode predicate, Facts facts) {
    JsonNode definition = predicate.path("buildDefinition");
    JsonNode run = predicate.path("runDetails");
    facts.add(Name.BUILDER, run.path("builder").path("id"));
    facts.add(Name.BUILD_TYPE, definition.path("buildType"));
    JsonNode parameters = definition.path("externalParameters");
    JsonNode source = parameters.path("configSource");
    facts.add(Name.SOURCE, source.path("uri"));
    facts.add(Name.SOURCE, parameters.path("workflow").path("repository"));
    facts.add(Name.REVISION, digests(source.path("digest")));
    facts.add(Name.REVISION, parameters.path("workflow").path("ref"));
    facts.add(Name.ENTRY_POINT, source.path("path"));
    facts.add(Name.ENTRY_POINT, parameters.path("workflow").path("path"));
    vcs(run.path("metadata").path("buildkit_metadata").path("vcs"), facts);
    facts.add(Name.STARTED, run.path("metadata").path("startedOn"));
    facts.add(Name.FINISHED, run.path("metadata").path("finishedOn"));
    materials(definition.path("resolvedDependencies"), facts);
  }

  private static void v02(JsonNode predicate, Facts facts) {
    JsonNode source = predicate.path("invocation").path("configSource");
    JsonNode metadata = predicate.path("metadata");
    facts.add(Name.BUILDER, predicate.path("builder").path("id"));
    facts.add(Name.BUILD_TYPE, predicate.path("buildType"));
    facts.add(Name.SOURCE, source.path("uri"));
    facts.add(Name.REVISION, digests(source.path("digest")));
    facts.add(Name.ENTRY_POINT, source.path("entryPoint"));
    vcs(metadata.path("https://mobyproject.org/buildkit@v1#metadata").path("vcs"), facts);
    facts.add(Name.STARTED, metadata.path("buildStartedOn"));
    facts.add(Name.FINISHED, metadata.path("buildFinishedOn"));
    materials(predicate.path("materials"), facts);
  }

  /** What BuildKit knows of the working copy that it was given. */
  private static void vcs(JsonNode vcs, Facts facts) {
    facts.add(Name.SOURCE, vcs.path("source"));
    facts.add(Name.REVISION, vcs.path("revision"));
  }

  private static void materials(JsonNode list, Facts facts) {
    for (JsonNode material : list) {
      String digest = digests(material.path("digest"));
      facts.add(
          Name.MATERIAL, material.path("uri").asText("") + (digest.isEmpty() ? "" : "\n" + digest));
    }
  }

  static String digests(JsonNode digests) {
    List<String> all = new ArrayList<>();
    digests
        .properties()
        .forEach(entry -> all.add(entry.getKey() + ":" + entry.getValue().asText("")));
    return String.join(", ", all);
  }
}
