package stampede.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.catalog.ProductStore.ChangeOutcome;
import stampede.catalog.ProductStore.ChangeOutcome.Changed;
import stampede.catalog.ProductStore.ChangeOutcome.Missing;
import stampede.catalog.ProductStore.ChangeOutcome.Stale;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent;
import stampede.platform.SampleDatabase;
import stampede.platform.events.Outbox;

class ProductStoreIT {

  private SampleDatabase catalog;
  private ProductStore products;

  @BeforeEach
  void open() {
    catalog = new SampleDatabase("catalog");
    products =
        new ProductStore(
            catalog.database(),
            new Outbox<>(catalog.vertx(), ProductEvent.TOPIC, Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static Product lamp(String sku) {
    return Product.created(sku, "Lamp", new Money(1999, "GBP"), true);
  }

  private Future<ChangeOutcome> rename(String sku, long basedOn, String name) {
    return products.change(
        sku,
        version -> version == basedOn,
        product -> product.changed(name, product.price(), product.onSale()));
  }

  @Test
  void aProductIsThereAndToldWhenItIsCreated() {
    boolean created = await(products.create(lamp("A")));

    assertThat(created).isTrue();
    assertThat(await(products.find("A"))).hasValue(lamp("A"));
    assertThat(catalog.outbox()).containsExactly("ProductCreated 1");
  }

  @Test
  void aSkuIsGivenOnce() {
    await(products.create(lamp("A")));

    boolean again = await(products.create(lamp("A")));

    assertThat(again).isFalse();
    assertThat(catalog.outbox()).hasSize(1);
  }

  @Test
  void upperAndLowerCaseAreDifferentProducts() {
    await(products.create(lamp("85123A")));

    assertThat(await(products.create(lamp("85123a")))).isTrue();
  }

  @Test
  void aChangeCountsTheVersionUp() {
    await(products.create(lamp("A")));

    ChangeOutcome outcome = await(rename("A", 1, "Lantern"));

    assertThat(outcome)
        .isEqualTo(new Changed(new Product("A", "Lantern", new Money(1999, "GBP"), true, 2)));
    assertThat(catalog.outbox()).containsExactly("ProductCreated 1", "ProductChanged 2");
  }

  @Test
  void ofManyChangesBasedOnOneVersionOneIsMade() {
    await(products.create(lamp("A")));
    List<Future<ChangeOutcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(rename("A", 1, "Name " + i));
    }

    await(Future.all(all));

    assertThat(all).extracting(Future::result).filteredOn(Changed.class::isInstance).hasSize(1);
    assertThat(all).extracting(Future::result).filteredOn(Stale.class::isInstance).hasSize(19);
  }

  @Test
  void whatIsNotThereCannotBeChanged() {
    assertThat(await(rename("A", 1, "Lantern"))).isEqualTo(new Missing());
  }

  @Test
  void listsBySkuFromAnyPlace() {
    for (String sku : List.of("C", "A", "B")) {
      await(products.create(lamp(sku)));
    }

    assertThat(await(products.list("", 2))).extracting(Product::sku).containsExactly("A", "B");
    assertThat(await(products.list("B", 2))).extracting(Product::sku).containsExactly("C");
  }
}
