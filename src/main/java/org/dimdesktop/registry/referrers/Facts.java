package org.dimdesktop.registry.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects the facts that are there. */
final class Facts {
  /** A list of materials may have thousands of entries; all of them stand in the whole document. */
  private static final int MAX_OF_A_KIND = 50;

  private final List<DocumentFact> facts = new ArrayList<>();

  Facts add(DocumentFact.Name name, String value) {
    long same = facts.stream().filter(fact -> fact.name() == name).count();
    if (!value.isBlank() && same < MAX_OF_A_KIND) {
      facts.add(new DocumentFact(name, value.strip()));
    }
    return this;
  }

  Facts add(DocumentFact.Name name, JsonNode value) {
    return add(name, value.isContainerNode() ? "" : value.asText(""));
  }

  List<DocumentFact> list() {
    return List.copyOf(facts);
  }
}
