package stampede.inventory;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.contracts.inventory.AbandonReservation;
import stampede.contracts.inventory.InventoryAddresses;
import stampede.contracts.inventory.ReservationAbandoned;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.RequestHash;
import stampede.platform.calls.ServiceAnswers;
import stampede.platform.database.GroupCommit;
import stampede.platform.telemetry.Traces;

/** Answers other services and staff. Reservations that arrive together are settled together. */
final class InventoryVerticle extends VerticleBase {

  private static final int LARGEST_BATCH = 256;
  private static final int LONGEST_QUEUE = 20_000;

  private final ServiceAnswers answers;
  private final ApiAnswers apiAnswers;
  private final StockStore stock;
  private final ReservationStore reservations;
  private final GroupCommit<ReservationStore.Asked, ReservationOutcome> reserving;

  InventoryVerticle(
      ServiceAnswers answers,
      ApiAnswers apiAnswers,
      StockStore stock,
      ReservationStore reservations) {
    this.answers = answers;
    this.apiAnswers = apiAnswers;
    this.stock = stock;
    this.reservations = reservations;
    this.reserving = new GroupCommit<>(LARGEST_BATCH, LONGEST_QUEUE, reservations::reserve);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            answers.serve(
                InventoryAddresses.RESERVE_STOCK,
                (request, deadline) ->
                    reserving.submit(new ReservationStore.Asked(request, Traces.currentParent()))),
            answers.serve(
                InventoryAddresses.ABANDON_RESERVATION, (request, deadline) -> abandon(request)),
            apiAnswers.serve("getStock", (request, deadline) -> get(request)),
            apiAnswers.serve("receiveStock", (request, deadline) -> receive(request)),
            apiAnswers.serve("adjustStock", (request, deadline) -> adjust(request))));
  }

  private Future<ReservationAbandoned> abandon(AbandonReservation request) {
    return reservations.abandon(request.orderId()).map(new ReservationAbandoned());
  }

  private Future<ApiReply> get(ApiRequest request) {
    boolean staff = request.caller().role() == Role.STAFF;
    return stock
        .find(request.required("sku"))
        .map(
            found ->
                found
                    .<ApiReply>map(
                        kept -> ApiReply.ok(staff ? Account.of(kept) : Availability.of(kept)))
                    .orElseGet(InventoryVerticle::notInStock));
  }

  private Future<ApiReply> receive(ApiRequest request) {
    Receipt receipt = request.body(Receipt.class);
    return stock
        .move(
            Movement.receipt(
                request.caller().subject(),
                request.required("Idempotency-Key"),
                RequestHash.of("receipt", request.required("sku"), receipt),
                request.required("sku"),
                receipt.quantity(),
                receipt.reference()))
        .map(InventoryVerticle::reply);
  }

  private Future<ApiReply> adjust(ApiRequest request) {
    Adjustment adjustment = request.body(Adjustment.class);
    if (adjustment.change() == 0) {
      return Future.succeededFuture(
          ApiReply.refused(
              FailureCode.INVALID_BODY, "expected a number of pieces other than 0", "/change"));
    }
    return stock
        .move(
            Movement.adjustment(
                request.caller().subject(),
                request.required("Idempotency-Key"),
                RequestHash.of("adjustment", request.required("sku"), adjustment),
                request.required("sku"),
                adjustment.change(),
                adjustment.reason()))
        .map(InventoryVerticle::reply);
  }

  private static ApiReply reply(MovementOutcome outcome) {
    return switch (outcome) {
      case MovementOutcome.Moved(Stock kept) -> ApiReply.ok(Account.of(kept));
      case MovementOutcome.TooFew(long available) ->
          ApiReply.refused(
              FailureCode.STOCK_WOULD_BE_NEGATIVE,
              "only %d pieces are available".formatted(available),
              "/change");
      case MovementOutcome.NotInStock() -> notInStock();
      case MovementOutcome.KeyReused() -> RequestHash.keyReused();
    };
  }

  private static ApiReply notInStock() {
    return ApiReply.refused(
        FailureCode.NO_SUCH_RESOURCE, "this product has never been received in stock");
  }

  private record Receipt(long quantity, String reference) {}

  private record Adjustment(long change, String reason) {}

  private record Availability(String sku, long available) {

    static Availability of(Stock stock) {
      return new Availability(stock.sku(), stock.available());
    }
  }

  private record Account(String sku, long available, long reserved, long sold, long received) {

    static Account of(Stock stock) {
      return new Account(
          stock.sku(), stock.available(), stock.reserved(), stock.sold(), stock.received());
    }
  }
}
