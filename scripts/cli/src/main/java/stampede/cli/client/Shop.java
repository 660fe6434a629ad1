package stampede.cli.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.StockLine;

/**
 * The shop's public API. Every method blocks until the shop has answered, and asks again meanwhile
 * as {@link ApiClient} does; it fails with {@link CannotGoOn} when that was in vain, or when the
 * shop does not believe our tokens. Thread-safe.
 */
public final class Shop implements AutoCloseable {

  private static final int PAGE = 200;
  private static final Duration COPIED_WITHIN = Duration.ofSeconds(60);
  private static final long COPIED_PAUSE_MILLIS = 500;

  private final ApiClient client;

  /**
   * The shop at that address.
   *
   * @param parallel the most calls at once
   * @param patience how long the shop may be away
   * @param news is told when the shop does not answer any more, and when it does again
   */
  public Shop(URI api, int parallel, Duration patience, Consumer<String> news) {
    this.client = new ApiClient(api, parallel, patience, news);
  }

  /** Fails at once with {@link CannotGoOn} when nobody is there at all. */
  public void requireListening() throws InterruptedException {
    client.requireListening();
  }

  private record Page(List<Product> items, Optional<String> next) {}

  /** The whole catalogue. */
  public List<Product> products() throws InterruptedException {
    List<Product> products = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      String from = next.map(cursor -> "&cursor=" + ApiCall.segment(cursor)).orElse("");
      Page page =
          answer(ApiCall.get("/api/v1/products?limit=" + PAGE + from), Page.class)
              .orElseThrow(problem -> new CannotGoOn("The catalogue cannot be read: " + problem));
      products.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return products;
  }

  /** Takes a product in. Done as well when it was in already and says the same. */
  public Answer<Product> create(Credentials staff, Product product) throws InterruptedException {
    Map<String, Object> wanted =
        Map.of("sku", product.sku(), "name", product.name(), "price", product.price());
    Answer<Product> created =
        answer(ApiCall.post("/api/v1/products", wanted).by(staff), Product.class);
    if (created instanceof Answer.Refused<Product>(Problem problem)
        && problem.is(FailureCode.ALREADY_EXISTS)) {
      Answer<Product> known = answer(ApiCall.get(pathOf(product)), Product.class);
      return known instanceof Answer.Done<Product>(Product there) && there.says(product)
          ? known
          : created;
    }
    return created;
  }

  /** Makes a product say what it should, if nobody has changed it since it was looked at. */
  public Answer<Product> change(Credentials staff, Product known, Product wanted)
      throws InterruptedException {
    Map<String, Object> body =
        Map.of("name", wanted.name(), "price", wanted.price(), "onSale", wanted.onSale());
    return answer(
        ApiCall.put(pathOf(known), body).by(staff).with("If-Match", "\"" + known.version() + "\""),
        Product.class);
  }

  private static String pathOf(Product product) {
    return "/api/v1/products/" + ApiCall.segment(product.sku());
  }

  /** What there is of a product, as staff see it. */
  public record Stock(String sku, long available, long received) {}

  /** Books pieces in, once under that key. */
  public Answer<Stock> receive(
      Credentials staff, String key, String sku, long quantity, String reference)
      throws InterruptedException {
    Map<String, Object> body = Map.of("quantity", quantity, "reference", reference);
    return answer(
        ApiCall.post("/api/v1/stock/" + ApiCall.segment(sku) + "/receipts", body)
            .by(staff)
            .once(key),
        Stock.class);
  }

  /**
   * Orders, once under that key. A product that is new in the catalogue reaches those who take
   * orders a moment later; that moment is waited for.
   */
  public Answer<PlacedOrder> place(Credentials customer, String key, NewOrder order)
      throws InterruptedException {
    ApiCall call = ApiCall.post("/api/v1/orders", order).by(customer).once(key);
    long start = System.nanoTime();
    while (true) {
      Answer<PlacedOrder> answer = answer(call, PlacedOrder.class);
      if (answer instanceof Answer.Refused<PlacedOrder>(Problem problem)
          && problem.is(FailureCode.UNKNOWN_PRODUCT)
          && System.nanoTime() - start < COPIED_WITHIN.toNanos()) {
        Thread.sleep(COPIED_PAUSE_MILLIS);
      } else {
        return answer;
      }
    }
  }

  /** An order as it is now. */
  public PlacedOrder order(Credentials caller, UUID id) throws InterruptedException {
    return answer(ApiCall.get("/api/v1/orders/" + id).by(caller), PlacedOrder.class)
        .orElseThrow(problem -> new CannotGoOn("Order " + id + " cannot be read: " + problem));
  }

  /** The payment of an order; empty as long as none has been asked for. */
  public Optional<Payment> payment(Credentials caller, UUID orderId) throws InterruptedException {
    return switch (answer(ApiCall.get("/api/v1/payments/" + orderId).by(caller), Payment.class)) {
      case Answer.Done<Payment>(Payment payment) -> Optional.of(payment);
      case Answer.Refused<Payment> unknown -> Optional.empty();
    };
  }

  /** Cancels pieces of an order, once under that key. */
  public Answer<PlacedOrder> cancel(Credentials caller, UUID id, String key, List<StockLine> pieces)
      throws InterruptedException {
    return undo(caller, id, "cancellations", key, pieces);
  }

  /** Sends pieces of a delivered order back, once under that key. */
  public Answer<PlacedOrder> sendBack(
      Credentials caller, UUID id, String key, List<StockLine> pieces) throws InterruptedException {
    return undo(caller, id, "returns", key, pieces);
  }

  private Answer<PlacedOrder> undo(
      Credentials caller, UUID id, String how, String key, List<StockLine> pieces)
      throws InterruptedException {
    String path = "/api/v1/orders/" + id + "/" + how;
    return answer(
        ApiCall.post(path, Map.of("lines", pieces)).by(caller).once(key), PlacedOrder.class);
  }

  private <T> Answer<T> answer(ApiCall call, Class<T> type) throws InterruptedException {
    ApiReply reply = client.send(call);
    if (reply.isDone()) {
      return new Answer.Done<>(reply.as(type));
    }
    if (reply.status() == 401 || reply.status() == 403) {
      throw new CannotGoOn(
          """
          The shop does not believe our token: %s.
          --data must name the data directory of the very shop that is at --api."""
              .formatted(reply.problem()));
    }
    return new Answer.Refused<>(reply.problem());
  }

  /** Ends what is under way without waiting for it. */
  @Override
  public void close() {
    client.close();
  }
}
