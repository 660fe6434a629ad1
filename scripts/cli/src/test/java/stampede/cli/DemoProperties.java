package stampede.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import stampede.cli.client.Product;

class DemoProperties {

  @Property
  void theSameSeedMakesTheSameShop(@ForAll long seed) {
    assertThat(Demo.of(seed)).isEqualTo(Demo.of(seed));
  }

  @Property
  void thereIsEnoughOfEverythingAndEveryEnding(@ForAll long seed) {
    Demo demo = Demo.of(seed);

    Map<String, Integer> wanted = new HashMap<>();
    demo.orders()
        .forEach(
            order ->
                order
                    .wanted()
                    .lines()
                    .forEach(line -> wanted.merge(line.sku(), line.quantity(), Integer::sum)));
    assertThat(wanted.values()).allSatisfy(all -> assertThat(all).isBetween(1, Demo.PIECES));
    assertThat(demo.products()).extracting(Product::sku).containsAll(wanted.keySet());
    assertThat(demo.orders()).extracting(Demo.Order::key).doesNotHaveDuplicates();
    assertThat(demo.orders()).extracting(Demo.Order::ending).contains(Demo.Ending.values());
  }
}
