package org.dimdesktop.ui.builds;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenRequest;
import org.dimdesktop.dim.client.DimAccess;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/** A daemon's access tokens. Properties change on {@code fx}. */
public final class TokensViewModel {
  private final DimAccess access;
  private final Background background;
  private final ReadOnlyObjectWrapper<@Nullable List<TokenInfo>> rows =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Failure> problem = new ReadOnlyObjectWrapper<>();

  /** Tokens that nobody asked for yet. */
  public TokensViewModel(DimAccess access, Executor io, Executor fx) {
    this.access = access;
    this.background = new Background(io, fx);
  }

  /** Reads the list. */
  public void load() {
    background.run("list access tokens of", "the daemon", access::tokens, this::show, problem::set);
  }

  private void show(List<TokenInfo> read) {
    rows.set(List.copyOf(read));
    problem.set(null);
  }

  /** Makes a token, which is told this once; what is returned blocks. */
  public Callable<CreatedToken> create(TokenRequest request) {
    return () -> access.createToken(request);
  }

  /** Ends tokens at once and reads the list again. */
  public void revoke(List<TokenInfo> gone, Consumer<Failure> failed) {
    background.run(
        "revoke",
        gone.size() == 1 ? gone.getFirst().name() : gone.size() + " access tokens",
        () -> {
          gone.forEach(token -> access.revokeToken(token.id()));
          return access.tokens();
        },
        this::show,
        failure -> {
          load();
          failed.accept(failure);
        });
  }

  /** The tokens in the order in which they were made; null until they were read. */
  public ReadOnlyObjectProperty<@Nullable List<TokenInfo>> rowsProperty() {
    return rows.getReadOnlyProperty();
  }

  /** Why they could not be listed; null when all is well. */
  public ReadOnlyObjectProperty<@Nullable Failure> problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
