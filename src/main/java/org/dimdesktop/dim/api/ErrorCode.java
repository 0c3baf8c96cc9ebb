package org.dimdesktop.dim.api;

/** The codes of the API's errors; scripts branch on them, so they never change. */
public final class ErrorCode {
  public static final String AUTH_REQUIRED = "auth.required";
  public static final String AUTH_INVALID = "auth.invalid";
  public static final String AUTH_FORBIDDEN = "auth.forbidden";
  public static final String AUTH_THROTTLED = "auth.throttled";
  public static final String REQUEST_INVALID = "request.invalid";
  public static final String REQUEST_TOO_LARGE = "request.too_large";
  public static final String REQUEST_MEDIA_TYPE = "request.media_type";
  public static final String IMAGE_HOST_MISSING = "image.host.missing";
  public static final String PATH_ESCAPE = "path.escape";
  public static final String CREDENTIALS_GIT_MISSING = "credentials.git.missing";
  public static final String CREDENTIALS_REGISTRY_MISSING = "credentials.registry.missing";
  public static final String BUILD_NOT_FOUND = "build.not_found";
  public static final String TOKEN_NOT_FOUND = "token.not_found";
  public static final String CREDENTIAL_NOT_FOUND = "credential.not_found";
  public static final String ROUTE_NOT_FOUND = "route.not_found";
  public static final String METHOD_NOT_ALLOWED = "method.not_allowed";
  public static final String BUILD_FINISHED = "build.finished";
  public static final String QUEUE_FULL = "queue.full";
  public static final String DAEMON_DRAINING = "daemon.draining";
  public static final String INTERNAL = "internal";

  private ErrorCode() {}
}
