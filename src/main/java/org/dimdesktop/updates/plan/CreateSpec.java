package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How a container is made again.
 *
 * @param body what the engine's create call takes
 * @param joins networks to connect it to before it starts
 * @param leaves networks to take it off before it starts
 * @param notes what a person should know, a sentence each
 */
public record CreateSpec(
    ObjectNode body, List<Join> joins, List<String> leaves, List<String> notes) {
  public CreateSpec {
    joins = List.copyOf(joins);
    leaves = List.copyOf(leaves);
    notes = List.copyOf(notes);
  }
}
