package org.dimdesktop.dim.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error that the daemon answered with; it is the cause of the {@code FailureException} that the
 * client throws, for callers that branch on the code.
 */
public final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String field;

  ApiException(int status, String code, String message, @Nullable String field) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  /** The answer behind an exception of the client; empty when no daemon answered. */
  public static Optional<ApiException> of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ApiException api) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** One of {@link org.dimdesktop.dim.api.ErrorCode}, or one that a newer daemon knows. */
  public String code() {
    return code;
  }

  /** The daemon's sentence for a person. */
  public String message() {
    return java.util.Objects.requireNonNullElse(getMessage(), "");
  }

  /** The request's field that is to blame, where one is. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
