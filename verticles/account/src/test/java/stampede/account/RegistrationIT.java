package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiReply;

class RegistrationIT {

  private static final String KIM = "kim@shop.example";

  private SampleAccounts accounts;

  @BeforeEach
  void open() {
    accounts = new SampleAccounts();
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private static ApiReply.Done done(ApiReply reply) {
    assertThat(reply).isInstanceOf(ApiReply.Done.class);
    return (ApiReply.Done) reply;
  }

  private static void assertDoesNotHold(ApiReply reply) {
    assertThat(reply)
        .isInstanceOfSatisfying(
            ApiReply.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(FailureCode.INVALID_BODY);
              assertThat(refused.pointer()).isEqualTo("/code");
            });
  }

  @Test
  void theMailedCodeMakesACustomer() {
    done(accounts.register("Kim@Shop.example", SampleAccounts.PASSWORD));

    ApiReply.Done welcome = done(accounts.verify(accounts.newestCode()));

    assertThat(welcome.status()).isEqualTo(201);
    assertThat(new JsonObject(welcome.body()).getString("email")).isEqualTo(KIM);
    assertThat(accounts.audited()).containsExactly("customer-registered");
  }

  @Test
  void beforeTheCodeComesBackThereIsNoCustomer() {
    done(accounts.register(KIM, SampleAccounts.PASSWORD));

    assertThat(accounts.database.query("SELECT id FROM customer", row -> row.getUUID("id")))
        .isEmpty();
  }

  @Test
  void aCodeCanBeUsedOnce() {
    done(accounts.register(KIM, SampleAccounts.PASSWORD));
    String code = accounts.newestCode();
    done(accounts.verify(code));

    assertDoesNotHold(accounts.verify(code));
  }

  @Test
  void aCodeEnds() {
    done(accounts.register(KIM, SampleAccounts.PASSWORD));
    String code = accounts.newestCode();

    accounts.clock.passes(Duration.ofHours(1));

    assertDoesNotHold(accounts.verify(code));
  }

  @Test
  void aCodeThatWasChangedDoesNotHold() {
    done(accounts.register(KIM, SampleAccounts.PASSWORD));
    String code = accounts.newestCode();

    assertDoesNotHold(accounts.verify(code.substring(0, code.length() - 4) + "AAAA"));
  }

  /** Whoever reads the mailbox decides; one who registered before him has got nothing. */
  @Test
  void ofTwoRegistrationsTheOneWhoseCodeComesBackWins() {
    done(accounts.register(KIM, "a stranger knows it"));
    String strangers = accounts.newestCode();
    done(accounts.register(KIM, SampleAccounts.PASSWORD));

    done(accounts.verify(accounts.newestCode()));

    assertDoesNotHold(accounts.verify(strangers));
  }

  @Test
  void theAnswerDoesNotTellWhetherTheAddressIsKnown() {
    accounts.customer(KIM);

    ApiReply.Done known = done(accounts.register(KIM, "another password"));
    ApiReply.Done unknown = done(accounts.register("lee@shop.example", "another password"));

    assertThat(known.status()).isEqualTo(unknown.status());
    assertThat(known.headers()).isEqualTo(unknown.headers());
    assertThat(known.body().toString().replace("kim", "lee")).isEqualTo(unknown.body().toString());
  }

  @Test
  void whoeverHasAnAccountIsToldByMailAlone() {
    accounts.customer(KIM);

    accounts.register(KIM, "another password");

    accounts.sendMails();
    assertThat(accounts.mails.getLast().subject()).isEqualTo("You have an account already");
  }

  @Test
  void nobodysMailboxIsFlooded() {
    for (int i = 0; i < 10; i++) {
      done(accounts.register(KIM, SampleAccounts.PASSWORD));
    }

    accounts.sendMails();

    assertThat(accounts.mails).hasSize(Registration.MOST);
  }

  @Test
  void aPasswordThatIsTooShortIsRefusedAndChangesNothing() {
    ApiReply reply = accounts.register(KIM, "short");

    assertThat(reply)
        .isInstanceOfSatisfying(
            ApiReply.Refused.class,
            refused -> assertThat(refused.pointer()).isEqualTo("/password"));
    accounts.sendMails();
    assertThat(accounts.mails).isEmpty();
  }

  @Test
  void thePasswordIsStoredAsArgon2idAlone() {
    accounts.customer(KIM);

    String row =
        accounts
            .database
            .query(
                "SELECT to_jsonb(c)::text AS row FROM customer c", found -> found.getString("row"))
            .getFirst();

    assertThat(row).contains("$argon2id$").doesNotContain(SampleAccounts.PASSWORD);
  }

  @Test
  void aMailThatWasNotTakenIsSentAgain() {
    done(accounts.register(KIM, SampleAccounts.PASSWORD));
    accounts
        .mailStore
        .sendNext(mail -> Future.failedFuture("the server is away"))
        .otherwise(false)
        .await();
    accounts.clock.passes(Duration.ofMinutes(2));

    accounts.sendMails();

    assertThat(accounts.mails).hasSize(1);
  }

  @Test
  void whatIsNoRegistrationIsRefused() {
    ApiReply.Refused refused =
        accounts.bus.as(Caller.ANONYMOUS, "registerCustomer").body("{'email':'x'}").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_BODY);
  }
}
