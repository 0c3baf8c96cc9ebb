package org.dimdesktop.dim.daemon;

import java.time.Duration;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Retention;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon keeps, where, and for how long.
 *
 * @param database the database, or null for a SQLite file in the data directory
 * @param secretKey the key of the credentials, 32 bytes in base64, or null for a file in the data
 *     directory
 * @param retention which builds are kept after their end
 * @param lease how long daemons that share the database wait for one that is silent before they end
 *     its builds, at least 1 s
 */
public record StorageConfig(
    @Nullable DatabaseUrl database,
    @Nullable String secretKey,
    Retention.Limits retention,
    Duration lease) {
  /** How long a daemon may be silent unless told otherwise. */
  public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  /** Everything in the data directory, and for good. */
  public static final StorageConfig DEFAULT =
      new StorageConfig(null, null, Retention.Limits.NONE, DEFAULT_LEASE);

  public StorageConfig {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("the lease must be at least 1s");
    }
  }

  @Override
  public String toString() {
    return "StorageConfig[" + database + ", " + retention + ", lease=" + lease + "]";
  }
}
