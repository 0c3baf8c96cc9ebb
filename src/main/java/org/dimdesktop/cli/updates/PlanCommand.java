package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.plan.UpdatePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim updates plan}. */
@Command(name = "plan", description = "Shows what an update would do, and changes nothing.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class PlanCommand extends EngineCommand {
  @Parameters(paramLabel = "<container>", arity = "1..*", description = "names or ids")
  private List<String> containers;

  @Override
  int run(Updates updates) throws JsonProcessingException {
    CheckReport report = updates.check(true);
    List<UpdatePlan> plans =
        containers.stream().map(container -> updates.plan(report, container)).toList();
    if (isJson()) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      plans.forEach(plan -> json.add(UpdatesJson.of(plan)));
      printJson(json);
    } else {
      plans.forEach(plan -> PlanText.print(plan, out()));
    }
    return OK;
  }
}
