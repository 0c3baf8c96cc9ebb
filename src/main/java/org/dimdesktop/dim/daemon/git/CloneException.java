package org.dimdesktop.dim.daemon.git;

/** A repository could not be made ready for a build. */
public final class CloneException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String errorClass;

  /** {@code errorClass} is one of {@link org.dimdesktop.dim.api.ErrorClass}. */
  public CloneException(String errorClass, String message) {
    super(message);
    this.errorClass = errorClass;
  }

  /** The failure's class on the wire. */
  public String errorClass() {
    return errorClass;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
