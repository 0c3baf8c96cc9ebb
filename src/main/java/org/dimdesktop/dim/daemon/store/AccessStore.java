package org.dimdesktop.dim.daemon.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.dim.api.TokenInfo;
import org.dimdesktop.dim.api.TokenScope;
import org.jspecify.annotations.Nullable;

/** Users with their password hashes, and tokens by their SHA-256. */
public final class AccessStore {
  private static final Duration SESSION = Duration.ofHours(24);
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

  private final Database database;
  private final Clock clock;

  public AccessStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A token as it is stored; {@code hash} is the hex SHA-256 of the token. */
  public record StoredToken(
      String id,
      boolean session,
      String user,
      String name,
      TokenScope scope,
      String hash,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant expiresAt) {
    /** As it is listed. */
    public TokenInfo info() {
      return new TokenInfo(id, name, scope, createdAt, lastUsedAt, expiresAt);
    }
  }

  /** The encoded password hash of a user. */
  public Optional<String> passwordHash(String user) {
    return database.read(h ->
        h.createQuery("select password_hash from user_account where name = :name")
            .bind("name", user)
            .mapTo(String.class)
            .findOne());
  }

  /** Makes a user, and says whether there was none of that name. */
  public boolean addUser(String user, String hash) {
    return database.write(h ->
        h.execute(
            "insert into user_account (name, password_hash, updated_at) values (?, ?, ?)"
                + " on conflict do nothing",
            user,
            hash,
            clock.millis()))
        > 0;
  }

  /** Makes a user or changes the password; every session of the user but {@code keep} ends. */
  public void setPassword(String user, String hash, @Nullable String keep) {
    database.write(h -> {
      h.execute(
          "insert into user_account (name, password_hash, updated_at) values (?, ?, ?)"
              + " on conflict (name) do update set password_hash = excluded.password_hash,"
              + " updated_at = excluded.updated_at",
          user,
          hash,
          clock.millis());
      return h.execute(
          "delete from token where session = 1 and user_name = ? and id <> ?",
          user,
          keep == null ? "" : keep);
    });
  }

  /** When a session that is used now ends. */
  public Instant sessionEnd() {
    return now().plus(SESSION);
  }

  /** Keeps a new token. */
  public void add(StoredToken t) {
    Instant expires = t.expiresAt();
    database.write(h ->
        h.execute(
            "insert into token (id, session, user_name, name, scope, hash, created_at,"
                + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
            t.id(),
            t.session() ? 1 : 0,
            t.user(),
            t.name(),
            t.scope().wire(),
            t.hash(),
            t.createdAt().toEpochMilli(),
            expires == null ? null : expires.toEpochMilli()));
  }

  /** The access tokens, without login sessions, in the order they were made. */
  public List<TokenInfo> accessTokens() {
    return database.read(h ->
        h.createQuery("select * from token where session = 0 order by id")
            .map((row, context) -> token(row).info())
            .list());
  }

  /** The token with this hash, unless it has expired; its use is noted, a session is prolonged. */
  public Optional<StoredToken> use(String hash) {
    Instant now = now();
    Optional<StoredToken> found =
        database
            .read(h ->
                h.createQuery("select * from token where hash = :hash")
                    .bind("hash", hash)
                    .map((row, context) -> token(row))
                    .findOne())
            .filter(t -> t.expiresAt() == null || t.expiresAt().isAfter(now));
    found
        .filter(t -> t.lastUsedAt() == null || t.lastUsedAt().isBefore(now.minus(USE_RESOLUTION)))
        .ifPresent(t -> touch(t, now));
    return found;
  }

  private void touch(StoredToken t, Instant now) {
    database.write(h ->
        h.execute(
            "update token set last_used_at = ?, expires_at ="
                + " case when session = 1 then ? else expires_at end where id = ?",
            now.toEpochMilli(),
            now.plus(SESSION).toEpochMilli(),
            t.id()));
  }

  /** Ends a token at once, and says whether there was such an access token or session. */
  public boolean delete(String id, boolean session) {
    return database.write(
            h -> h.execute("delete from token where id = ? and session = ?", id, session ? 1 : 0))
        > 0;
  }

  /** Forgets tokens that have expired. */
  public void prune() {
    database.write(
        h -> h.execute("delete from token where session = 1 and expires_at < ?", clock.millis()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private static StoredToken token(ResultSet row) throws SQLException {
    return new StoredToken(
        row.getString("id"),
        row.getInt("session") != 0,
        row.getString("user_name"),
        row.getString("name"),
        TokenScope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
        row.getString("hash"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        BuildMapper.time(BuildMapper.number(row, "last_used_at")),
        BuildMapper.time(BuildMapper.number(row, "expires_at")));
  }
}
