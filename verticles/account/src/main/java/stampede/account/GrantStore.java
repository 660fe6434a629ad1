package stampede.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import stampede.account.AuthorizationGrant.Redemption;
import stampede.platform.database.Database;

/** Authorization codes and the refresh tokens that come of them, by their hashes alone. */
final class GrantStore {

  private final Database database;
  private final AuditStore audit;
  private final Clock clock;
  private final Duration refreshTime;

  /**
   * On that database.
   *
   * @param refreshTime how long after a login refresh tokens hold
   */
  GrantStore(Database database, AuditStore audit, Clock clock, Duration refreshTime) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.refreshTime = refreshTime;
  }

  /** Keeps what stands behind a code; what has ended long ago is cleared away. */
  Future<Void> grant(String code, AuthorizationGrant grant) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("DELETE FROM authorization_code WHERE ends_at < $1")
                .execute(Tuple.of(clock.instant().minus(refreshTime).atOffset(ZoneOffset.UTC)))
                .compose(
                    cleared ->
                        transaction
                            .preparedQuery(
                                """
                                INSERT INTO authorization_code
                                  (hash, client_id, customer_id, redirect_uri, challenge, scope,
                                   nonce, ends_at, used)
                                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false)
                                """)
                            .execute(
                                Tuple.tuple()
                                    .addString(Secret.hash(code))
                                    .addString(grant.clientId())
                                    .addUUID(grant.customerId())
                                    .addString(grant.redirectUri())
                                    .addString(grant.challenge())
                                    .addString(grant.scope())
                                    .addString(grant.nonce())
                                    .addOffsetDateTime(grant.endsAt().atOffset(ZoneOffset.UTC))))
                .compose(
                    kept ->
                        audit.add(
                            transaction,
                            "code-granted",
                            grant.customerId().toString(),
                            grant.customerId().toString(),
                            "client " + grant.clientId())));
  }

  /**
   * Redeems a code, once, for the first refresh token of a new family. Empty when it does not hold.
   *
   * @param proof the S256 challenge of the verifier that was sent
   */
  Future<Optional<AuthorizationGrant>> redeem(
      String code, String client, String redirectUri, String proof, String refreshToken) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery("SELECT * FROM authorization_code WHERE hash = $1 FOR UPDATE")
                .execute(Tuple.of(Secret.hash(code)))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.empty());
                      }
                      AuthorizationGrant grant = grant(rows.iterator().next());
                      Redemption redemption =
                          grant.redeem(client, redirectUri, proof, clock.instant());
                      return settle(transaction, code, grant, redemption, refreshToken);
                    }));
  }

  private Future<Optional<AuthorizationGrant>> settle(
      SqlConnection transaction,
      String code,
      AuthorizationGrant grant,
      Redemption redemption,
      String refreshToken) {
    UUID family = UuidCreator.getTimeOrderedEpoch();
    return switch (redemption) {
      case GRANTED ->
          use(transaction, code, Optional.of(family))
              .compose(used -> begin(transaction, family, grant, refreshToken))
              .map(Optional.of(grant));
      case REUSED ->
          grant
              .family()
              .map(stolen -> revoke(transaction, stolen, "code-reused"))
              .orElseGet(Future::succeededFuture)
              .map(Optional.empty());
      case REFUSED -> use(transaction, code, Optional.empty()).map(Optional.empty());
    };
  }

  private static Future<Void> use(SqlConnection transaction, String code, Optional<UUID> family) {
    return transaction
        .preparedQuery(
            "UPDATE authorization_code SET used = true, family_id = coalesce(family_id, $2) WHERE hash = $1")
        .execute(Tuple.tuple().addString(Secret.hash(code)).addUUID(family.orElse(null)))
        .mapEmpty();
  }

  private Future<Void> begin(
      SqlConnection transaction, UUID id, AuthorizationGrant grant, String refreshToken) {
    Instant end = clock.instant().plus(refreshTime);
    return transaction
        .preparedQuery("DELETE FROM refresh_family WHERE ends_at < $1")
        .execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
        .compose(
            cleared ->
                transaction
                    .preparedQuery(
                        """
                        INSERT INTO refresh_family
                          (id, client_id, customer_id, scope, current, ends_at, revoked)
                        VALUES ($1, $2, $3, $4, $5, $6, false)
                        """)
                    .execute(
                        Tuple.of(
                            id,
                            grant.clientId(),
                            grant.customerId(),
                            grant.scope(),
                            Secret.hash(refreshToken),
                            end.atOffset(ZoneOffset.UTC))))
        .compose(begun -> remember(transaction, id, Secret.hash(refreshToken)))
        .compose(
            remembered ->
                audit.add(
                    transaction,
                    "tokens-granted",
                    grant.customerId().toString(),
                    grant.clientId(),
                    "family " + id));
  }

  private static Future<Void> remember(SqlConnection transaction, UUID family, String hash) {
    return transaction
        .preparedQuery("INSERT INTO refresh_token (hash, family_id) VALUES ($1, $2)")
        .execute(Tuple.of(hash, family))
        .mapEmpty();
  }

  /** Exchanges a refresh token for its successor. Empty when it does not hold. */
  Future<Optional<RefreshFamily>> refresh(String token, String client, String successor) {
    String next = Secret.hash(successor);
    return onFamily(
        token,
        (transaction, family) ->
            switch (family.present(Secret.hash(token), client, next, clock.instant())) {
              case RefreshFamily.Presented.Rotated(RefreshFamily rotated) ->
                  write(transaction, rotated)
                      .compose(written -> remember(transaction, rotated.id(), next))
                      .map(Optional.of(rotated));
              case RefreshFamily.Presented.Reused(RefreshFamily revoked) ->
                  revoke(transaction, revoked.id(), "refresh-token-reused")
                      .map(Optional.<RefreshFamily>empty());
              case RefreshFamily.Presented.Refused() -> Future.succeededFuture(Optional.empty());
            });
  }

  /** Ends the family of a refresh token, if it is that client's; else nothing happens. */
  Future<Void> revoke(String token, String client) {
    return onFamily(
            token,
            (transaction, family) ->
                family.clientId().equals(client) && !family.revoked()
                    ? revoke(transaction, family.id(), "revoked-by-client").map(Optional.of(family))
                    : Future.succeededFuture(Optional.empty()))
        .mapEmpty();
  }

  /** What is done with a family that is locked. */
  @FunctionalInterface
  private interface Step {

    Future<Optional<RefreshFamily>> with(SqlConnection transaction, RefreshFamily family);
  }

  private Future<Optional<RefreshFamily>> onFamily(String token, Step step) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    """
                    SELECT * FROM refresh_family WHERE id =
                      (SELECT family_id FROM refresh_token WHERE hash = $1)
                    FOR UPDATE
                    """)
                .execute(Tuple.of(Secret.hash(token)))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(Optional.empty())
                            : step.with(transaction, family(rows.iterator().next()))));
  }

  private static Future<Void> write(SqlConnection transaction, RefreshFamily family) {
    return transaction
        .preparedQuery("UPDATE refresh_family SET current = $2, revoked = $3 WHERE id = $1")
        .execute(Tuple.of(family.id(), family.current(), family.revoked()))
        .mapEmpty();
  }

  private Future<Void> revoke(SqlConnection transaction, UUID family, String why) {
    return transaction
        .preparedQuery(
            "UPDATE refresh_family SET revoked = true WHERE id = $1 RETURNING customer_id, client_id")
        .execute(Tuple.of(family))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                return Future.succeededFuture();
              }
              Row row = rows.iterator().next();
              return audit.add(
                  transaction,
                  "tokens-revoked",
                  row.getUUID("customer_id").toString(),
                  row.getString("client_id"),
                  why + ", family " + family);
            });
  }

  private static AuthorizationGrant grant(Row row) {
    return new AuthorizationGrant(
        row.getString("client_id"),
        row.getUUID("customer_id"),
        row.getString("redirect_uri"),
        row.getString("challenge"),
        row.getString("scope"),
        row.getString("nonce"),
        row.getOffsetDateTime("ends_at").toInstant(),
        row.getBoolean("used"),
        Optional.ofNullable(row.getUUID("family_id")));
  }

  private static RefreshFamily family(Row row) {
    return new RefreshFamily(
        row.getUUID("id"),
        row.getString("client_id"),
        row.getUUID("customer_id"),
        row.getString("scope"),
        row.getString("current"),
        row.getOffsetDateTime("ends_at").toInstant(),
        row.getBoolean("revoked"));
  }
}
