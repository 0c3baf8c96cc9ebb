package org.dimdesktop.ui.updates.plan;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Plans;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.plan.UpdatePlan;

/** The plans for some containers, to be read and agreed to. Used on the thread of {@code fx}. */
public final class PlanViewModel {
  private final Supplier<Updates> updates;
  private final DetailLoader loader;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Loading());
  private final BooleanProperty accepted = new SimpleBooleanProperty();

  /** How far the plans are. */
  public sealed interface State {
    /** They are being made. */
    record Loading() implements State {}

    /** They could not be made. */
    record Failed(Failure failure) implements State {}

    /** They are made. */
    record Ready(Plans plans) implements State {
      /** Whether something of it cannot be undone. */
      public boolean hasLosses() {
        return plans.plans().stream().anyMatch(plan -> !plan.irreversible().isEmpty());
      }
    }
  }

  /** What a person agreed to. */
  public record Agreed(List<UpdatePlan> plans, boolean losses) {
    public Agreed {
      plans = List.copyOf(plans);
    }
  }

  /**
   * Has made nothing yet.
   *
   * @param updates may read files the first time; asked on {@code io} only
   */
  public PlanViewModel(Supplier<Updates> updates, Executor io, Executor fx) {
    this.updates = updates;
    loader = new DetailLoader(io, fx, Strings.get("updates.action.plan"));
  }

  /** Makes the plans for these containers; nothing is changed by it. */
  public void load(CheckReport report, List<String> names) {
    accepted.set(false);
    state.set(new State.Loading());
    loader.load(
        String.join(", ", names),
        () -> updates.get().plans(report, names),
        plans -> state.set(new State.Ready(plans)),
        failure -> state.set(new State.Failed(failure)));
  }

  /** Ends what is being made. */
  public void cancel() {
    loader.cancel();
  }

  /** How far the plans are. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Whether a person has accepted what cannot be undone. */
  public BooleanProperty acceptedProperty() {
    return accepted;
  }

  /** Whether it can be begun: there is something to do, and every loss is accepted. */
  public BooleanBinding valid() {
    return Bindings.createBooleanBinding(
        () ->
            state.get() instanceof State.Ready ready
                && !ready.plans().plans().isEmpty()
                && (!ready.hasLosses() || accepted.get()),
        state,
        accepted);
  }

  /** What was agreed to, once it is {@link #valid}. */
  public Agreed agreed() {
    return state.get() instanceof State.Ready ready
        ? new Agreed(ready.plans().plans(), accepted.get())
        : new Agreed(List.of(), false);
  }
}
