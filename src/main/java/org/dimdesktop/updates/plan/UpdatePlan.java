package org.dimdesktop.updates.plan;

import java.util.List;
import org.dimdesktop.updates.plan.Dependency.Kind;

/**
 * What one update will do; nothing has been done yet.
 *
 * @param members the containers that are made again, each after those that it needs
 * @param dependants who else needs one of them, a sentence each
 * @param restarts ids of containers that compose wants restarted after the update
 * @param warnings what a person should know before, a sentence each
 * @param irreversible what a rollback cannot bring back, a sentence each; empty where it can all
 * @param imageChanges what the new image sets otherwise than the old one
 * @param pullBytes about how much is to be pulled, as it is transferred; 0 where nothing is or that
 *     is not known
 */
public record UpdatePlan(
    List<MemberPlan> members,
    List<String> dependants,
    List<String> restarts,
    List<String> warnings,
    List<String> irreversible,
    List<Change> imageChanges,
    long pullBytes) {
  public UpdatePlan {
    members = List.copyOf(members);
    dependants = List.copyOf(dependants);
    restarts = List.copyOf(restarts);
    warnings = List.copyOf(warnings);
    irreversible = List.copyOf(irreversible);
    imageChanges = List.copyOf(imageChanges);
  }

  /** The container that it is about. */
  public MemberPlan first() {
    return members.getFirst();
  }

  static String sentence(String consumer, Kind kind, String supplier, boolean madeAgain) {
    return consumer
        + " "
        + kind.words()
        + " "
        + supplier
        + (madeAgain ? ": it is made again after it, of the image it has" : "");
  }
}
