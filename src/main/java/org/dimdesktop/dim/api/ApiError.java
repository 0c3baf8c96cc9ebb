package org.dimdesktop.dim.api;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The body of every 4xx and 5xx. */
public record ApiError(Detail error) {
  /**
   * What went wrong.
   *
   * @param code one of {@link ErrorCode}
   * @param message one sentence for a person
   * @param field the field or query value to blame, where one is
   */
  public record Detail(
      String code, String message, @JsonInclude(NON_NULL) @Nullable String field) {}
}
