package stampede.account;

import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import stampede.contracts.Caller;
import stampede.contracts.Role;
import stampede.platform.SampleBus;
import stampede.platform.SampleDatabase;
import stampede.platform.api.ApiReply;

/** Accounts on a database of their own, with a mailer and a clock that tests hold. */
final class SampleAccounts implements AutoCloseable {

  static final String PASSWORD = "correct horse";
  private static final Pattern CODE = Pattern.compile("(?m)^eyJ\\S+$");

  final SampleDatabase database = new SampleDatabase("account");
  final SampleBus bus = new SampleBus(database.vertx(), "account");
  final SettableClock clock = new SettableClock();
  final List<Mail> mails = new CopyOnWriteArrayList<>();
  final AuditStore audit = new AuditStore(clock);
  final MailStore mailStore = new MailStore(database.database(), clock);
  final Secret secret = new Secret("only-for-tests");
  final Passwords passwords;
  private final WorkerExecutor threads = database.vertx().createSharedWorkerExecutor("test", 2);

  SampleAccounts() {
    // as little work as the function allows: the tests are about what is around it
    passwords = await(Passwords.on(threads, 64, 1));
    RegistrationStore registrations =
        new RegistrationStore(database.database(), mailStore, audit, clock);
    await(
        Future.all(
            database
                .vertx()
                .deployVerticle(
                    new RegistrationVerticle(
                        bus.apiAnswers(),
                        registrations,
                        passwords,
                        new VerificationCodes(secret, clock),
                        Duration.ofHours(1),
                        clock)),
            database
                .vertx()
                .deployVerticle(
                    new CustomerVerticle(
                        bus.apiAnswers(),
                        new CustomerStore(database.database(), clock),
                        new AddressStore(database.database(), clock)))));
  }

  /** Somebody's wish to become a customer. */
  ApiReply register(String email, String password) {
    return bus.as(Caller.ANONYMOUS, "registerCustomer")
        .body("{'email':'%s','password':'%s','name':'Kim'}".formatted(email, password))
        .reply();
  }

  /** Sends everything that waits into {@link #mails}. */
  void sendMails() {
    Mailer kept =
        mail -> {
          mails.add(mail);
          return Future.succeededFuture();
        };
    while (await(mailStore.sendNext(kept))) {
      // until none is left
    }
  }

  /** The code in the newest mail. */
  String newestCode() {
    sendMails();
    return CODE.matcher(mails.getLast().body())
        .results()
        .map(MatchResult::group)
        .findAny()
        .orElseThrow();
  }

  ApiReply verify(String code) {
    return bus.as(Caller.ANONYMOUS, "verifyEmail").body("{'code':'%s'}".formatted(code)).reply();
  }

  /** A customer, verified, with {@link #PASSWORD}. */
  Caller customer(String email) {
    register(email, PASSWORD);
    ApiReply.Done welcome = (ApiReply.Done) verify(newestCode());
    UUID id = UUID.fromString(new JsonObject(welcome.body()).getString("id"));
    return new Caller(id.toString(), Role.CUSTOMER);
  }

  /** What was granted or taken away, in order. */
  List<String> audited() {
    return database.query("SELECT what FROM audit_entry ORDER BY id", row -> row.getString("what"));
  }

  /** Time that passes when a test says so. */
  static final class SettableClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

    void passes(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return InstantSource.fixed(now).withZone(zone);
    }
  }

  @Override
  public void close() {
    await(threads.close());
    bus.close();
    database.close();
  }
}
