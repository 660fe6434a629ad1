package stampede.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCategory;
import stampede.contracts.inventory.AbandonReservation;
import stampede.contracts.inventory.InventoryAddresses;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockLine;
import stampede.platform.ServiceFailure;
import stampede.platform.api.RequestHash;
import stampede.platform.calls.Deadline;
import stampede.platform.calls.ServiceCalls;
import stampede.platform.database.Database;
import stampede.platform.database.GroupCommit;
import stampede.platform.telemetry.Traces;

/**
 * Takes orders: prices them, holds the stock, writes them down. An order is acknowledged when it is
 * durable. The customer's key has one effect however often and wherever it comes: the unique key in
 * PostgreSQL decides, and whoever loses gives his stock back. Orders that arrive together are
 * looked up and written together. One per verticle instance.
 */
final class Checkout {

  private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
  private static final int LARGEST_BATCH = 256;
  private static final int LONGEST_QUEUE = 20_000;
  private static final Duration TO_ABANDON = Duration.ofSeconds(5);

  private final Database database;
  private final ProductCopies products;
  private final OrderStore orders;
  private final ServiceCalls calls;
  private final Clock clock;
  private final Duration reservationTime;
  private final Set<String> keysInFlight;
  private final GroupCommit<LookUp, Found> lookingUp;
  private final GroupCommit<OrderStore.Entry, Optional<Placement.Earlier>> writing;

  /**
   * A checkout.
   *
   * @param reservationTime how long stock is held without payment
   * @param keysInFlight the keys that this node deals with at the moment; shared by its instances
   */
  Checkout(
      Database database,
      ProductCopies products,
      OrderStore orders,
      ServiceCalls calls,
      Clock clock,
      Duration reservationTime,
      Set<String> keysInFlight) {
    this.database = database;
    this.products = products;
    this.orders = orders;
    this.calls = calls;
    this.clock = clock;
    this.reservationTime = reservationTime;
    this.keysInFlight = keysInFlight;
    this.lookingUp = new GroupCommit<>(LARGEST_BATCH, LONGEST_QUEUE, this::lookUp);
    this.writing = new GroupCommit<>(LARGEST_BATCH, LONGEST_QUEUE, orders::place);
  }

  /** What must be known before an order can be priced. */
  private record LookUp(Placement.Key key, List<StockLine> lines) {}

  private record Found(Optional<Placement.Earlier> earlier, Map<String, Product> products) {}

  Future<Placement> place(Placement.Key key, NewOrder wanted, Deadline deadline) {
    String name = OrderStore.nameOf(key);
    if (!keysInFlight.add(name)) {
      return Future.succeededFuture(new Placement.KeyInFlight());
    }
    return lookingUp
        .submit(new LookUp(key, wanted.lines()))
        .compose(
            found ->
                found
                    .earlier()
                    .map(earlier -> Future.succeededFuture(earlier.answer(key)))
                    .orElseGet(() -> price(key, wanted, found.products(), deadline)))
        .onComplete(done -> keysInFlight.remove(name));
  }

  private Future<List<Found>> lookUp(List<LookUp> wanted) {
    Set<String> skus = new HashSet<>();
    wanted.forEach(each -> each.lines().forEach(line -> skus.add(line.sku())));
    List<Placement.Key> keys = wanted.stream().map(LookUp::key).toList();
    return database.onConnection(
        (SqlConnection connection) -> {
          Future<Map<String, Placement.Earlier>> earlier = orders.findByKeys(connection, keys);
          Future<Map<String, Product>> priced = products.find(connection, skus);
          return Future.all(earlier, priced)
              .map(
                  done -> {
                    List<Found> found = new ArrayList<>(wanted.size());
                    for (Placement.Key key : keys) {
                      found.add(
                          new Found(
                              Optional.ofNullable(earlier.result().get(OrderStore.nameOf(key))),
                              priced.result()));
                    }
                    return found;
                  });
        });
  }

  private Future<Placement> price(
      Placement.Key key, NewOrder wanted, Map<String, Product> known, Deadline deadline) {
    return switch (Quote.of(wanted.lines(), known)) {
      case Quote.Refused(var code, var detail, var pointer) ->
          Future.succeededFuture(new Placement.Refused(code, detail, pointer));
      case Quote.Priced(List<OrderLine> lines) -> {
        Instant now = clock.instant();
        OrderDetails details =
            new OrderDetails(
                UuidCreator.getTimeOrderedEpoch(),
                key.customerId(),
                0,
                now,
                now.plus(reservationTime),
                wanted.shipTo(),
                lines,
                List.of(),
                List.of());
        yield reserve(key, wanted, details, deadline);
      }
    };
  }

  private Future<Placement> reserve(
      Placement.Key key, NewOrder wanted, OrderDetails details, Deadline deadline) {
    ReserveStock request =
        new ReserveStock(
            details.id(),
            RequestHash.of(key.customerId(), key.idempotencyKey(), key.requestHash()),
            details.remaining(),
            details.expiresAt());
    return calls
        .call(InventoryAddresses.RESERVE_STOCK, request, deadline)
        .recover(
            failure ->
                (isUnknown(failure) ? abandon(details.id()) : Future.<Void>succeededFuture())
                    .transform(abandoned -> Future.failedFuture(failure)))
        .compose(
            outcome ->
                switch (outcome) {
                  case ReservationOutcome.SoldOut(var shortages) ->
                      Future.succeededFuture(new Placement.SoldOut(shortages));
                  case ReservationOutcome.Reserved(UUID orderId, Instant expiresAt) ->
                      write(key, wanted, details.heldAs(orderId, expiresAt));
                  case ReservationOutcome.Ended() ->
                      Future.failedFuture(
                          new IllegalStateException(
                              "a new order's reservation had ended: " + details.id()));
                });
  }

  private Future<Placement> write(Placement.Key key, NewOrder wanted, OrderDetails details) {
    OrderStore.Entry entry =
        new OrderStore.Entry(
            key,
            Order.place(details, wanted.paymentToken(), details.placedAt()),
            Traces.currentParent());
    return writing
        .submit(entry)
        .recover(
            failure ->
                (isUnknown(failure) ? Future.<Void>succeededFuture() : abandon(details.id()))
                    .transform(abandoned -> Future.failedFuture(failure)))
        .compose(
            earlier ->
                earlier
                    .map(placed -> yieldTo(placed, key, details.id()))
                    .orElseGet(
                        () ->
                            Future.succeededFuture(
                                new Placement.Placed(
                                    entry.decision().after().orElseThrow().details().asPlaced()))));
  }

  /** Another try was faster; what is held is given back unless that one has taken it over. */
  private Future<Placement> yieldTo(Placement.Earlier placed, Placement.Key key, UUID heldAs) {
    return (placed.orderId().equals(heldAs) ? Future.<Void>succeededFuture() : abandon(heldAs))
        .map(placed.answer(key));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ServiceFailure service
        && service.category() == FailureCategory.UNKNOWN;
  }

  /**
   * Gives back the stock of an order that certainly does not exist, before anybody may try it again
   * under the same key; expiry does so otherwise.
   */
  private Future<Void> abandon(UUID orderId) {
    return calls
        .call(
            InventoryAddresses.ABANDON_RESERVATION,
            new AbandonReservation(orderId),
            Deadline.after(TO_ABANDON))
        .onFailure(
            failure ->
                LOG.warn(
                    "stock of {} stays held until it expires: {}", orderId, failure.getMessage()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
