package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.account.AccountAddresses;
import stampede.contracts.account.ApiKeyVerification;
import stampede.contracts.account.ApiKeyVerification.DoesNotHold;
import stampede.contracts.account.ApiKeyVerification.Holds;
import stampede.contracts.account.VerifyApiKey;
import stampede.platform.SampleBus;
import stampede.platform.calls.Deadline;

class ApiKeyVerticleIT {

  private SampleAccounts accounts;
  private Caller kim;

  @BeforeEach
  void open() {
    accounts = new SampleAccounts();
    kim = accounts.customer("kim@shop.example");
    await(
        accounts
            .database
            .vertx()
            .deployVerticle(
                new ApiKeyVerticle(
                    accounts.bus.exchange().answers(),
                    accounts.bus.apiAnswers(),
                    new ApiKeyStore(accounts.database.database(), accounts.audit, accounts.clock),
                    accounts.clock)));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private SampleBus.Call as(Caller caller, String operation) {
    return accounts.bus.as(caller, operation).with("customerId", kim.subject());
  }

  private JsonObject create() {
    return new JsonObject(as(kim, "createApiKey").body("{'name':'Till 1'}").done().body());
  }

  private SampleBus.Call revocation(Caller caller, JsonObject key) {
    return as(caller, "revokeApiKey").with("keyId", key.getString("id"));
  }

  private ApiKeyVerification verify(String key) {
    return await(
        accounts
            .bus
            .exchange()
            .calls()
            .call(
                AccountAddresses.VERIFY_API_KEY,
                new VerifyApiKey(Secret.hash(key)),
                Deadline.after(Duration.ofSeconds(10))));
  }

  @Test
  void aKeyTellsWhoseItIsAndItsPlan() {
    JsonObject key = create();

    ApiKeyVerification verification = verify(key.getString("key"));

    assertThat(verification)
        .isInstanceOfSatisfying(
            Holds.class,
            holds -> {
              assertThat(holds.customerId()).isEqualTo(kim.subject());
              assertThat(holds.keyId()).hasToString(key.getString("id"));
              assertThat(holds.plan()).isEqualTo("standard");
            });
  }

  @Test
  void theKeyIsShownOnceAndStoredAsAHash() {
    String key = create().getString("key");

    List<String> stored =
        accounts.database.query(
            "SELECT to_jsonb(k)::text AS row FROM api_key k", row -> row.getString("row"));

    assertThat(stored).hasSize(1).noneMatch(row -> row.contains(key));
    assertThat(as(kim, "listApiKeys").done().body().toString())
        .contains("Till 1")
        .doesNotContain(key, "hash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stampede_", "stampede_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatIsMadeUpDoesNotHold(String key) {
    create();

    assertThat(verify(key)).isEqualTo(new DoesNotHold());
  }

  @Test
  void aRevokedKeyDoesNotHold() {
    JsonObject key = create();

    revocation(kim, key).done();

    assertThat(verify(key.getString("key"))).isEqualTo(new DoesNotHold());
    assertThat(revocation(kim, key).refused().code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(accounts.audited())
        .containsExactly("customer-registered", "api-key-created", "api-key-revoked");
  }

  @Test
  void aPlanIsTheStaffsToGive() {
    String wish = "{'name':'Till 1','plan':'gold'}";

    FailureCode refused = as(kim, "createApiKey").body(wish).refused().code();
    JsonObject given = new JsonObject(as(SampleBus.STAFF, "createApiKey").body(wish).done().body());

    assertThat(refused).isEqualTo(FailureCode.ROLE_REQUIRED);
    assertThat(given.getString("plan")).isEqualTo("gold");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createApiKey", "listApiKeys", "revokeApiKey"})
  void forAnybodyElseThereIsNoSuchCustomer(String operation) {
    JsonObject key = create();
    Caller lee = accounts.customer("lee@shop.example");

    FailureCode refused =
        as(lee, operation)
            .with("keyId", key.getString("id"))
            .body("{'name':'Mine'}")
            .refused()
            .code();

    assertThat(refused).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(verify(key.getString("key"))).isInstanceOf(Holds.class);
  }

  @Test
  void nobodyRevokesAnothersKeyUnderHisOwnName() {
    JsonObject key = create();
    Caller lee = accounts.customer("lee@shop.example");

    FailureCode refused = revocation(lee, key).with("customerId", lee.subject()).refused().code();

    assertThat(refused).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(verify(key.getString("key"))).isInstanceOf(Holds.class);
  }

  @Test
  void thereIsAnEndToKeys() {
    for (int i = 0; i < ApiKey.MOST; i++) {
      create();
    }

    assertThat(as(kim, "createApiKey").body("{'name':'One more'}").refused().code())
        .isEqualTo(FailureCode.TOO_MANY_ALREADY);
  }
}
