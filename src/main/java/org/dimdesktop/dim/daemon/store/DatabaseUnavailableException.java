package org.dimdesktop.dim.daemon.store;

/** The database can't be reached; it may come back. */
public final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(DatabaseUrl url, Throwable cause) {
    super("the database " + url + " cannot be reached", cause);
  }
}
