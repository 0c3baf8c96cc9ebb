package org.dimdesktop.updates;

import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.updates.plan.UpdatePlan;

/**
 * What the update of several containers will do; nothing has been done yet.
 *
 * @param plans in the order in which they are carried out
 * @param refused why others cannot be updated
 */
public record Plans(List<UpdatePlan> plans, List<Failure> refused) {
  public Plans {
    plans = List.copyOf(plans);
    refused = List.copyOf(refused);
  }
}
