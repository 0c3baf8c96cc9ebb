package org.dimdesktop.dim.daemon.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of git and registry hosts; their secrets are encrypted before they are stored.
 */
public final class CredentialStore {
  private final Database database;
  private final SecretBox box;
  private final Clock clock;

  public CredentialStore(Database database, SecretBox box, Clock clock) {
    this.database = database;
    this.box = box;
    this.clock = clock;
  }

  /** The entries of a type by host, without their secrets. */
  public List<CredentialEntry> list(CredentialType type) {
    return database.read(h ->
        h.createQuery(
                "select host, kind, username, updated_at from credential where type = :type"
                    + " order by host")
            .bind("type", type.wire())
            .map((row, context) ->
                new CredentialEntry(
                    row.getString(1),
                    kind(row.getString(2)),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))))
            .list());
  }

  /** Says whether there is an entry for the host, be it an anonymous one. */
  public boolean has(CredentialType type, String host) {
    return database.read(h ->
        h.createQuery("select 1 from credential where type = :type and host = :host")
            .bind("type", type.wire())
            .bind("host", host)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /** The credential of a host, with its secret. */
  public Optional<Credential> find(CredentialType type, String host) {
    return withSecrets(type).stream().filter(c -> c.host().equals(host)).findFirst();
  }

  /** All credentials of a type, with their secrets. */
  public List<Credential> withSecrets(CredentialType type) {
    return database.read(h ->
        h.createQuery("select host, kind, username, secret from credential where type = :type")
            .bind("type", type.wire())
            .map((row, context) ->
                new Credential(
                    row.getString(1),
                    kind(row.getString(2)),
                    row.getString(3),
                    open(type, row.getString(1), row.getString(4))))
            .list());
  }

  /** Sets a host's credential, in place of the one before. */
  public CredentialEntry put(CredentialType type, String host, CredentialUpdate update) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    String secret = update.secret() == null ? null : box.seal(update.secret(), label(type, host));
    database.write(h ->
        h.execute(
            "insert into credential (type, host, kind, username, secret, updated_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (type, host) do update set"
                + " kind = excluded.kind, username = excluded.username,"
                + " secret = excluded.secret, updated_at = excluded.updated_at",
            type.wire(),
            host,
            update.kind().wire(),
            update.username(),
            secret,
            now.toEpochMilli()));
    return new CredentialEntry(host, update.kind(), update.username(), now);
  }

  /** Removes a host's credential, and says whether there was one. */
  public boolean delete(CredentialType type, String host) {
    return database.write(
            h -> h.execute("delete from credential where type = ? and host = ?", type.wire(), host))
        > 0;
  }

  private @Nullable String open(CredentialType type, String host, @Nullable String sealed) {
    return sealed == null ? null : box.open(sealed, label(type, host));
  }

  /** Bound to the ciphertext, so that a secret can't be moved to another host in the file. */
  private static String label(CredentialType type, String host) {
    return type.wire() + "/" + host;
  }

  private static CredentialKind kind(String wire) {
    return CredentialKind.valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
