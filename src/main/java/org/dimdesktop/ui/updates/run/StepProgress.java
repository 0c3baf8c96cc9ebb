package org.dimdesktop.ui.updates.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.apply.Step;
import org.dimdesktop.updates.apply.StepHook;

/**
 * Turns the steps of an update, and the layers of its pull, into the parts of an operation. Used on
 * the thread that updates, as its pull reports there, too.
 */
final class StepProgress implements OperationContext, StepHook {
  private final OperationContext operation;
  private final boolean several;
  private final List<Progress> steps = new ArrayList<>();
  private Progress pull = Progress.NONE;
  private boolean pulling;

  /**
   * Nothing was done yet.
   *
   * @param several whether steps are about more than one container, so that each is named
   */
  StepProgress(OperationContext operation, boolean several) {
    this.operation = operation;
    this.several = several;
  }

  @Override
  public void at(Step step, String subject, boolean done) {
    String label = label(step, subject);
    if (done) {
      end(Phase.DONE);
    } else {
      end(Phase.FAILED); // a step that another one follows without being done
      steps.add(Progress.of(label, Phase.RUNNING, 0, Progress.UNKNOWN, Unit.NONE));
    }
    pulling = step == Step.PULL && !done;
    pull = Progress.NONE;
    publish(pulling || done ? "" : label);
  }

  private void end(Phase phase) {
    if (!steps.isEmpty() && !steps.getLast().phase().isEnd()) {
      Progress last = steps.removeLast();
      steps.add(
          pulling && pull.total() > 0
              ? Progress.of(last.label(), phase, pull.current(), pull.total(), Unit.BYTES)
              : Progress.of(last.label(), phase, 0, Progress.UNKNOWN, Unit.NONE));
    }
  }

  private String label(Step step, String subject) {
    String name = Strings.get("updates.step." + step.name().toLowerCase(Locale.ROOT));
    boolean named = several && step != Step.PULL && step != Step.TAG && step != Step.COMMIT;
    return named ? subject + ": " + name : name;
  }

  @Override
  public void report(Progress snapshot) {
    if (pulling) {
      pull = snapshot;
      publish("");
    }
  }

  private void publish(String note) {
    List<Progress> parts = new ArrayList<>(steps);
    parts.addAll(pull.parts());
    operation.report(
        pulling
            ? new Progress("", Phase.RUNNING, pull.current(), pull.total(), pull.unit(), "", parts)
            : new Progress("", Phase.RUNNING, 0, Progress.UNKNOWN, Unit.NONE, note, parts));
  }

  /** Says that all is done, with what a person should know of the end. */
  void done(String note) {
    operation.report(new Progress("", Phase.DONE, 0, Progress.UNKNOWN, Unit.NONE, note, steps));
  }

  @Override
  public void line(String text) {
    operation.line(text);
  }

  @Override
  public void closeOnCancel(AutoCloseable resource) {
    operation.closeOnCancel(resource);
  }

  @Override
  public boolean isCancelled() {
    return operation.isCancelled();
  }
}
