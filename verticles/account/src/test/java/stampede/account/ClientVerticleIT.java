package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.platform.SampleBus;

class ClientVerticleIT {

  private static final Caller OPERATOR = new Caller("max", Role.OPERATOR);

  private SampleAccounts accounts;

  @BeforeEach
  void open() {
    accounts = new SampleAccounts();
    await(
        accounts
            .database
            .vertx()
            .deployVerticle(
                new ClientVerticle(
                    accounts.bus.apiAnswers(),
                    new ClientStore(
                        accounts.database.database(), accounts.audit, accounts.clock))));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private SampleBus.Call create(String body) {
    return accounts.bus.as(OPERATOR, "createClient").body(body);
  }

  private String list() {
    return accounts.bus.as(OPERATOR, "listClients").done().body().toString();
  }

  @Test
  void theSecretIsShownOnce() {
    JsonObject created = new JsonObject(create("{'name':'Robot','role':'STAFF'}").done().body());

    assertThat(created.getString("secret")).hasSize(43);
    assertThat(list())
        .contains(created.getString("id"))
        .doesNotContain(created.getString("secret"));
    assertThat(accounts.audited()).containsExactly("client-created");
  }

  @Test
  void aPublicClientHasNone() {
    JsonObject created =
        new JsonObject(
            create("{'name':'App','isPublic':true,'redirectUris':['https://app.example/']}")
                .done()
                .body());

    assertThat(created.containsKey("secret")).isFalse();
    assertThat(created.getBoolean("isPublic")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/",
        "https://app.example/#x",
        "https://kim@app.example/",
        "javascript:alert(1)",
        "/relative",
        "not an address"
      })
  void customersAreNotSentJustAnywhere(String uri) {
    assertThat(create("{'name':'App','redirectUris':['%s']}".formatted(uri)).refused().pointer())
        .isEqualTo("/redirectUris");
  }

  @Test
  void aPublicClientCannotActForItself() {
    assertThat(create("{'name':'App','isPublic':true,'role':'STAFF'}").refused().pointer())
        .isEqualTo("/role");
  }

  @Test
  void whatWasRemovedIsGone() {
    String id = new JsonObject(create("{'name':'Robot'}").done().body()).getString("id");
    SampleBus.Call removal = accounts.bus.as(OPERATOR, "removeClient").with("clientId", id);

    assertThat(removal.done().status()).isEqualTo(204);

    assertThat(list()).doesNotContain(id);
    assertThat(removal.refused().code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(accounts.audited()).containsExactly("client-created", "client-revoked");
  }
}
