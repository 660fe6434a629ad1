package stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleBus.KIM;
import static stampede.platform.SampleBus.STAFF;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;
import stampede.contracts.catalog.ProductEvent;
import stampede.platform.SampleBus;
import stampede.platform.SampleDatabase;
import stampede.platform.api.ApiReply;
import stampede.platform.events.Outbox;
import stampede.platform.json.Json;

class CatalogVerticleIT {

  private static final String LAMP =
      "{'sku':'LAMP','name':'Lamp','price':{'minorUnits':1250,'currency':'GBP'}}";
  private static final String DEARER =
      "{'name':'Lamp','price':{'minorUnits':1300,'currency':'GBP'},'onSale':true}";

  private SampleDatabase database;
  private SampleBus bus;

  @BeforeEach
  void start() {
    database = new SampleDatabase("catalog");
    bus = new SampleBus(database.vertx(), "catalog");
    ProductStore products =
        new ProductStore(
            database.database(),
            new Outbox<>(database.vertx(), ProductEvent.TOPIC, Clock.systemUTC()));
    SampleDatabase.await(
        database.vertx().deployVerticle(new CatalogVerticle(bus.apiAnswers(), products)));
  }

  @AfterEach
  void stop() {
    bus.close();
    database.close();
  }

  private ApiReply.Done create(String product) {
    return bus.as(STAFF, "createProduct").body(product).done();
  }

  private SampleBus.Call change() {
    return bus.as(STAFF, "changeProduct").with("sku", "LAMP").body(DEARER);
  }

  @Test
  void aNewProductIsOnSaleUnderItsOwnAddress() {
    ApiReply.Done created = create(LAMP.replace("LAMP", "A/B C"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers())
        .containsEntry("Location", "/api/v1/products/A%2FB%20C")
        .containsEntry("ETag", "\"1\"");
    assertThat(Json.read(created.body(), Product.class).onSale()).isTrue();
  }

  @Test
  void aSkuThatIsTakenIsRefusedAndChangesNothing() {
    create(LAMP);

    ApiReply.Refused again =
        bus.as(STAFF, "createProduct").body(LAMP.replace("'Lamp'", "'Other'")).refused();

    assertThat(again.code()).isEqualTo(FailureCode.ALREADY_EXISTS);
    assertThat(again.pointer()).isEqualTo("/sku");
    assertThat(database.outbox()).containsExactly("ProductCreated 1");
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    create(LAMP);

    ApiReply.Done same =
        bus.as(KIM, "getProduct").with("sku", "LAMP").with("If-None-Match", "\"1\"").done();

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body().length()).isZero();
    assertThat(same.headers()).containsEntry("ETag", "\"1\"");
  }

  @Test
  void whatHasChangedSinceIsSent() {
    create(LAMP);
    change().with("If-Match", "\"1\"").done();

    ApiReply.Done fresh =
        bus.as(KIM, "getProduct").with("sku", "LAMP").with("If-None-Match", "\"1\"").done();

    assertThat(fresh.status()).isEqualTo(200);
    assertThat(fresh.headers()).containsEntry("ETag", "\"2\"");
    assertThat(Json.read(fresh.body(), Product.class).price()).hasToString("13.00 GBP");
  }

  @Test
  void aChangeMustSayWhatItIsBasedOn() {
    create(LAMP);

    ApiReply.Refused refused = change().refused();

    assertThat(refused.code()).isEqualTo(FailureCode.VERSION_REQUIRED);
    assertThat(database.outbox()).containsExactly("ProductCreated 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"1\"", "1"})
  void aChangeBasedOnAnotherVersionIsRefused(String tag) {
    create(LAMP);

    ApiReply.Refused refused = change().with("If-Match", tag).refused();

    assertThat(refused.code()).isEqualTo(FailureCode.VERSION_CHANGED);
    assertThat(refused.detail()).contains("\"1\"");
    assertThat(database.outbox()).containsExactly("ProductCreated 1");
  }

  @Test
  void aChangeCountsTheVersionUp() {
    create(LAMP);

    ApiReply.Done changed = change().with("If-Match", "\"7\", \"1\"").done();

    assertThat(changed.headers()).containsEntry("ETag", "\"2\"");
    assertThat(database.outbox()).containsExactly("ProductCreated 1", "ProductChanged 2");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(bus.as(KIM, "getProduct").with("sku", "NONE").refused().code())
        .isEqualTo(FailureCode.NO_SUCH_RESOURCE);
    assertThat(change().with("If-Match", "*").refused().code())
        .isEqualTo(FailureCode.NO_SUCH_RESOURCE);
  }

  @Test
  void pagesLeadThroughAllProductsOnce() {
    List.of("C", "A", "D", "B", "E").forEach(sku -> create(LAMP.replace("LAMP", sku)));

    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      SampleBus.Call call = bus.as(KIM, "listProducts").with("limit", 2);
      String cursor = next.get();
      JsonNode page =
          Json.read(
              (cursor.isEmpty() ? call : call.with("cursor", cursor)).done().body(),
              JsonNode.class);
      page.get("items").forEach(item -> seen.add(item.get("sku").asText()));
      next = Optional.ofNullable(page.get("next")).map(JsonNode::asText);
    }

    assertThat(seen).containsExactly("A", "B", "C", "D", "E");
  }

  @Test
  void aCursorThatNoPageGaveOutIsRefused() {
    ApiReply.Refused refused = bus.as(KIM, "listProducts").with("cursor", "%%%").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_PARAMETER);
    assertThat(refused.pointer()).isEqualTo("cursor");
  }

  /** The gateway has checked the body, but a service trusts no other that it is what it expects. */
  @Test
  void aBodyThatIsNoProductIsRefused() {
    ApiReply.Refused refused = bus.as(STAFF, "createProduct").body("{'sku':'X'}").refused();

    assertThat(refused.code()).isEqualTo(FailureCode.INVALID_BODY);
    assertThat(database.outbox()).isEmpty();
  }
}
