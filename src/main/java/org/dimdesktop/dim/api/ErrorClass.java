package org.dimdesktop.dim.api;

/** Why a build failed, as {@link Build#errorClass} tells it. */
public final class ErrorClass {
  public static final String CLONE_FAILED = "clone_failed";
  public static final String REF_NOT_FOUND = "ref_not_found";
  public static final String DOCKERFILE_MISSING = "dockerfile_missing";
  public static final String PATH_ESCAPE = "path.escape";
  public static final String BUILD_FAILED = "build_failed";
  public static final String PUSH_FAILED = "push_failed";
  public static final String PUSH_DENIED = "push_denied";
  public static final String TIMEOUT = "timeout";
  public static final String DAEMON_RESTARTED = "daemon_restarted";
  public static final String INTERNAL = "internal";

  private ErrorClass() {}
}
