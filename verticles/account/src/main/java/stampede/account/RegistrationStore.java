package stampede.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import stampede.platform.database.Database;

/** The registrations in PostgreSQL, and how one of them becomes the customer. */
final class RegistrationStore {

  private final Database database;
  private final MailStore mails;
  private final AuditStore audit;
  private final Clock clock;

  RegistrationStore(Database database, MailStore mails, AuditStore audit, Clock clock) {
    this.database = database;
    this.mails = mails;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a registration in and sends a mail: with the code, or saying that there is an account.
   * When too many wait for that address already, nothing happens.
   */
  Future<Void> add(Registration registration, Mail verification) {
    return database.inTransaction(
        transaction ->
            sweep(transaction)
                .compose(swept -> known(transaction, registration.email()))
                .compose(
                    known -> {
                      if (known.getBoolean("is_customer")) {
                        return mails.add(transaction, Mail.alreadyRegistered(registration.email()));
                      }
                      return known.getLong("waiting") >= Registration.MOST
                          ? Future.succeededFuture()
                          : insert(transaction, registration)
                              .compose(inserted -> mails.add(transaction, verification));
                    }));
  }

  /** An address's mails are counted by one transaction at a time. */
  private static Future<Row> known(SqlConnection transaction, String email) {
    return transaction
        .preparedQuery("SELECT pg_advisory_xact_lock(hashtext($1))")
        .execute(Tuple.of(email))
        .compose(
            locked ->
                transaction
                    .preparedQuery(
                        """
                        SELECT EXISTS (SELECT FROM customer WHERE email = $1) AS is_customer,
                          (SELECT count(*) FROM registration WHERE email = $1) AS waiting
                        """)
                    .execute(Tuple.of(email)))
        .map(rows -> rows.iterator().next());
  }

  private Future<Void> sweep(SqlConnection transaction) {
    return transaction
        .preparedQuery(
            """
            DELETE FROM registration WHERE id IN
              (SELECT id FROM registration WHERE ends_at <= $1 LIMIT 100 FOR UPDATE SKIP LOCKED)
            """)
        .execute(Tuple.of(now()))
        .mapEmpty();
  }

  private static Future<Void> insert(SqlConnection transaction, Registration registration) {
    return transaction
        .preparedQuery(
            """
            INSERT INTO registration (id, email, name, password_hash, ends_at)
            VALUES ($1, $2, $3, $4, $5)
            """)
        .execute(
            Tuple.of(
                registration.id(),
                registration.email(),
                registration.name(),
                registration.passwordHash(),
                registration.endsAt().atOffset(ZoneOffset.UTC)))
        .mapEmpty();
  }

  /**
   * Makes a customer of a registration, once; the others for that address are void from then on.
   * Empty when it is there no more.
   */
  Future<Optional<Customer>> confirm(UUID id) {
    return database.inTransaction(
        transaction ->
            transaction
                .preparedQuery(
                    """
                    WITH confirmed AS
                      (DELETE FROM registration WHERE id = $1 AND ends_at > $2 RETURNING *)
                    INSERT INTO customer
                      (id, email, name, password_hash, version, created_at, changed_at)
                    SELECT id, email, name, password_hash, 1, $2, $2 FROM confirmed
                    ON CONFLICT (email) DO NOTHING
                    RETURNING id, email, name, version
                    """)
                .execute(Tuple.of(id, now()))
                .map(CustomerStore::first)
                .compose(
                    customer ->
                        customer
                            .map(made -> begin(transaction, made).map(customer))
                            .orElseGet(() -> Future.succeededFuture(customer))));
  }

  private Future<Void> begin(SqlConnection transaction, Customer customer) {
    return transaction
        .preparedQuery("DELETE FROM registration WHERE email = $1")
        .execute(Tuple.of(customer.email()))
        .compose(
            deleted ->
                audit.add(
                    transaction,
                    "customer-registered",
                    customer.id().toString(),
                    customer.id().toString(),
                    ""));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
