package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.delete.DeletionPlan;
import org.dimdesktop.registry.delete.DeletionPlanner;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.DetailLoader;
import org.dimdesktop.ui.common.FxCoalescer;
import org.dimdesktop.ui.common.Strings;

/** What the deletion of some tags would do, before it is done. JavaFX thread only. */
final class DeleteViewModel {
  /** Whether a person agrees that more goes than was chosen. */
  final BooleanProperty agreed = new SimpleBooleanProperty();

  final BooleanBinding valid;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Looking(0, 0));
  private final DetailLoader loader;
  private final FxCoalescer counts;
  private final RegistryClient client;
  private final Executor io;

  /** How far the preview is. */
  sealed interface State {
    /** So many tags were looked at, of so many. */
    record Looking(long done, long all) implements State {}

    /** It is known what would go. */
    record Known(DeletionPlan plan) implements State {
      /** Whether it takes a person's consent beyond the button. */
      boolean wantsConsent() {
        return !plan.alsoGoing().isEmpty() || !plan.broken().isEmpty();
      }

      /** Whether something can be deleted. */
      boolean isPossible() {
        return plan.ability() != Deletes.NOTHING && !plan.images().isEmpty();
      }
    }

    /** It cannot be found out. */
    record Failed(Failure failure) implements State {}
  }

  DeleteViewModel(RegistryClient client, Executor io, Executor fx) {
    this.client = client;
    this.io = io;
    loader = new DetailLoader(io, fx, Strings.get("registries.job.look"));
    counts = new FxCoalescer(fx);
    valid = Bindings.createBooleanBinding(this::isValid, state, agreed);
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Looks what would go with these tags. */
  void look(ImageReference repository, List<String> tags) {
    loader.load(
        repository.familiar(),
        () ->
            new DeletionPlanner(client, io)
                .plan(repository, tags, (done, all) -> counts.submit(() -> count(done, all))),
        plan -> state.set(new State.Known(plan)),
        failure -> state.set(new State.Failed(failure)));
  }

  private void count(long done, long all) {
    if (state.get() instanceof State.Looking) {
      state.set(new State.Looking(done, all));
    }
  }

  private boolean isValid() {
    return state.get() instanceof State.Known known
        && known.isPossible()
        && (agreed.get() || !known.wantsConsent());
  }

  /** What was agreed to. */
  DeletionPlan plan() {
    if (state.get() instanceof State.Known known) {
      return known.plan();
    }
    throw new IllegalStateException("nothing is known yet");
  }

  /** Looks nothing up any more. */
  void close() {
    loader.cancel();
  }
}
