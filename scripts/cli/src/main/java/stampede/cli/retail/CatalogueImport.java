package stampede.cli.retail;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import stampede.cli.client.Answer;
import stampede.cli.client.CannotGoOn;
import stampede.cli.client.Credentials;
import stampede.cli.client.Product;
import stampede.cli.client.Shop;

/**
 * Makes the shop's catalogue and stock as the file needs them. A product that is there already is
 * left alone if it says the same, and changed if it does not. The opening stock of a file is
 * received once, however often it is imported.
 *
 * @param staff always the same person, as keys are his
 */
record CatalogueImport(Shop shop, Credentials staff, Progress.Screen screen) {

  /** What was done. */
  record Done(int created, int changed, int unchanged) {}

  Done run(Catalogue catalogue, String digest) throws InterruptedException {
    Map<String, Product> there =
        shop.products().stream().collect(Collectors.toMap(Product::sku, Function.identity()));
    AtomicInteger created = new AtomicInteger();
    AtomicInteger changed = new AtomicInteger();
    try (Progress progress = screen.show("products", catalogue.items().size())) {
      List<Callable<Void>> tasks =
          catalogue.items().stream()
              .<Callable<Void>>map(
                  item ->
                      () -> {
                        Product wanted = item.product();
                        Product known = there.get(wanted.sku());
                        if (known == null) {
                          done(wanted, shop.create(staff, wanted));
                          created.incrementAndGet();
                        } else if (!known.says(wanted)) {
                          done(wanted, shop.change(staff, known, wanted));
                          changed.incrementAndGet();
                        }
                        done(wanted, receive(item, digest));
                        progress.step(1);
                        return null;
                      })
              .toList();
      SideBySide.run(tasks);
    }
    return new Done(
        created.get(), changed.get(), catalogue.items().size() - created.get() - changed.get());
  }

  private Answer<Shop.Stock> receive(Catalogue.Item item, String digest)
      throws InterruptedException {
    return shop.receive(
        staff,
        openingKey(digest, item.product().sku()),
        item.product().sku(),
        item.pieces(),
        "opening stock of Online Retail " + digest.substring(0, 12));
  }

  /** Follows from the file's content and the product alone. */
  static String openingKey(String digest, String sku) {
    // a SKU may have spaces and never a plus, a key the other way round
    return "opening-" + digest.substring(0, 12) + "-" + sku.replace(' ', '+');
  }

  private static <T> void done(Product product, Answer<T> answer) {
    answer.orElseThrow(
        problem ->
            new CannotGoOn(
                "The shop does not take product %s: %s".formatted(product.sku(), problem)));
  }
}
