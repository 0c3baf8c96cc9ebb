package org.dimdesktop.cli.updates;

import java.io.PrintWriter;
import java.util.List;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Target;
import org.dimdesktop.updates.plan.UpdatePlan;

/** A plan for a person. */
final class PlanText {
  private PlanText() {}

  static void print(UpdatePlan plan, PrintWriter out) {
    out.println(plan.first().name());
    for (MemberPlan member : plan.members()) {
      out.println("  " + what(member));
      out.println("    keeps " + String.join(", ", member.carried()));
    }
    if (plan.pullBytes() > 0) {
      out.println("  about " + ByteSize.text(plan.pullBytes()) + " to pull");
    }
    section(out, "the new image changes", plan.imageChanges());
    section(out, "depends on it", plan.dependants());
    section(out, "note", plan.warnings());
    section(out, "CANNOT BE UNDONE", plan.irreversible());
  }

  private static String what(MemberPlan member) {
    Target target = member.target();
    if (target == null) {
      return "make " + member.name() + " again of the image it has";
    }
    return "make "
        + member.name()
        + " of "
        + target.image().familiar()
        + (target.digest() == null ? ", which is here" : ", pulled as " + target.digest());
  }

  private static void section(PrintWriter out, String title, List<?> lines) {
    if (!lines.isEmpty()) {
      out.println("  " + title + ":");
      lines.forEach(line -> out.println("    " + line));
    }
  }
}
