package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.platform.SampleBus;
import stampede.platform.api.ApiReply;

class CustomerVerticleIT {

  private static final String HOME =
      "{'recipient':'Kim','street':'1 High Street','city':'London','postalCode':'N1 1AA','country':'GB'}";

  private SampleAccounts accounts;
  private Caller kim;

  @BeforeEach
  void open() {
    accounts = new SampleAccounts();
    kim = accounts.customer("kim@shop.example");
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private SampleBus.Call as(Caller caller, String operation) {
    return accounts.bus.as(caller, operation).with("customerId", kim.subject());
  }

  private ApiReply.Done add(String key) {
    return as(kim, "addAddress").with("Idempotency-Key", key).body(HOME).done();
  }

  private static String id(ApiReply.Done reply) {
    return new JsonObject(reply.body()).getString("id");
  }

  private JsonArray addresses() {
    return new JsonObject(as(kim, "listAddresses").done().body()).getJsonArray("items");
  }

  @Test
  void aCustomerSeesHimself() {
    ApiReply.Done shown = as(kim, "getCustomer").done();

    assertThat(shown.headers()).containsEntry("ETag", "\"1\"");
    assertThat(new JsonObject(shown.body()))
        .isEqualTo(
            new JsonObject()
                .put("id", kim.subject())
                .put("email", "kim@shop.example")
                .put("name", "Kim")
                .put("version", 1));
  }

  @Test
  void staffSeesCustomers() {
    assertThat(as(SampleBus.STAFF, "getCustomer").done().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getCustomer",
        "changeCustomer",
        "listAddresses",
        "addAddress",
        "changeAddress",
        "removeAddress"
      })
  void forAnybodyElseThereIsNoSuchCustomer(String operation) {
    Caller lee = accounts.customer("lee@shop.example");
    String address = id(add("first"));

    ApiReply.Refused refused =
        as(lee, operation)
            .with("addressId", address)
            .with("If-Match", "*")
            .with("Idempotency-Key", "mine")
            .body(HOME)
            .refused();

    assertThat(refused.code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(addresses()).hasSize(1);
  }

  @Test
  void aChangeCountsTheVersionUp() {
    ApiReply.Done changed =
        as(kim, "changeCustomer").with("If-Match", "\"1\"").body("{'name':'Kim Lee'}").done();

    assertThat(changed.headers()).containsEntry("ETag", "\"2\"");
    assertThat(new JsonObject(as(kim, "getCustomer").done().body()).getString("name"))
        .isEqualTo("Kim Lee");
  }

  @Test
  void aChangeBasedOnAnotherVersionIsRefused() {
    ApiReply.Refused refused =
        as(kim, "changeCustomer").with("If-Match", "\"2\"").body("{'name':'Kim Lee'}").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.VERSION_CHANGED);
  }

  @Test
  void aChangeMustSayWhatItIsBasedOn() {
    assertThat(as(kim, "changeCustomer").body("{'name':'Kim Lee'}").refused().code())
        .isEqualTo(FailureCode.VERSION_REQUIRED);
  }

  @Test
  void anAddressThatIsAddedAgainUnderItsKeyIsTheSame() {
    String first = id(add("one"));

    String again = id(add("one"));

    assertThat(again).isEqualTo(first);
    assertThat(addresses()).hasSize(1);
  }

  @Test
  void aKeyThatWasUsedForAnotherAddressIsRefused() {
    add("one");

    ApiReply.Refused refused =
        as(kim, "addAddress")
            .with("Idempotency-Key", "one")
            .body(HOME.replace("London", "Leeds"))
            .refused();

    assertThat(refused.code()).isEqualTo(FailureCode.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void thereIsAnEndToAddresses() {
    for (int i = 0; i < CustomerAddress.MOST; i++) {
      add("key-" + i);
    }

    ApiReply.Refused refused =
        as(kim, "addAddress").with("Idempotency-Key", "one-more").body(HOME).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.TOO_MANY_ALREADY);
  }

  @Test
  void anAddressCanBeChanged() {
    String id = id(add("one"));

    ApiReply.Done changed =
        as(kim, "changeAddress")
            .with("addressId", id)
            .with("If-Match", "\"1\"")
            .body(HOME.replace("London", "Leeds"))
            .done();

    assertThat(changed.headers()).containsEntry("ETag", "\"2\"");
    assertThat(addresses().getJsonObject(0).getString("city")).isEqualTo("Leeds");
  }

  @Test
  void anAddressCanBeRemovedOnce() {
    SampleBus.Call removal =
        as(kim, "removeAddress").with("addressId", id(add("one"))).with("If-Match", "\"1\"");

    assertThat(removal.done().status()).isEqualTo(204);

    assertThat(addresses()).isEmpty();
    assertThat(removal.refused().code()).isEqualTo(FailureCode.NO_SUCH_RESOURCE);
  }
}
