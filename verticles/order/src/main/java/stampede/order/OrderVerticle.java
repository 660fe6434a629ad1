package stampede.order;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.OrderEvent;
import stampede.order.Cancellation.Kind;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Verdict;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.BadCursor;
import stampede.platform.api.Page;
import stampede.platform.api.RequestHash;
import stampede.platform.calls.Deadline;

/** Answers what clients ask about orders. */
final class OrderVerticle extends VerticleBase {

  /** Greater than every id of an order. */
  private static final UUID NEWEST = new UUID(-1L, -1L);

  private final ApiAnswers answers;
  private final Checkout checkout;
  private final OrderStore orders;
  private final Clock clock;

  OrderVerticle(ApiAnswers answers, Checkout checkout, OrderStore orders, Clock clock) {
    this.answers = answers;
    this.checkout = checkout;
    this.orders = orders;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        List.of(
            answers.serve("placeOrder", this::place),
            answers.serve("getOrder", (request, deadline) -> get(request)),
            answers.serve("listOrders", (request, deadline) -> list(request)),
            answers.serve("getOrderEvents", (request, deadline) -> events(request)),
            answers.serve("cancelOrder", (request, deadline) -> cancel(request)),
            answers.serve("returnOrder", (request, deadline) -> takeBack(request))));
  }

  private Future<ApiReply> place(ApiRequest request, Deadline deadline) {
    NewOrder wanted = request.body(NewOrder.class);
    Placement.Key key =
        new Placement.Key(
            request.caller().subject(),
            request.required("Idempotency-Key"),
            RequestHash.of("order", wanted));
    return checkout.place(key, wanted, deadline).map(OrderVerticle::reply);
  }

  private static ApiReply reply(Placement placement) {
    return switch (placement) {
      case Placement.Placed(OrderDetails asPlaced) ->
          ApiReply.created(OrderView.locationOf(asPlaced.id()), OrderView.asPlaced(asPlaced));
      case Placement.KeyReused() -> RequestHash.keyReused();
      case Placement.KeyInFlight() ->
          ApiReply.refused(
              FailureCode.IDEMPOTENCY_KEY_IN_FLIGHT,
              "a request with this key is being dealt with: try again in a moment",
              "Idempotency-Key");
      case Placement.SoldOut(var shortages) ->
          new ApiReply.Refused(
              FailureCode.OUT_OF_STOCK,
              "there is less in stock than was ordered",
              "/lines",
              Map.of("shortages", shortages));
      case Placement.Refused(var code, var detail, var pointer) ->
          ApiReply.refused(code, detail, pointer);
    };
  }

  private Future<ApiReply> get(ApiRequest request) {
    return show(request, order -> ApiReply.ok(OrderView.of(order)));
  }

  private Future<ApiReply> events(ApiRequest request) {
    long after = request.parameter("after").map(Long::valueOf).orElse(0L);
    return show(request, order -> ApiReply.ok(TimelineView.of(order, after)));
  }

  private Future<ApiReply> show(ApiRequest request, Function<Order, ApiReply> view) {
    return orders
        .find(UUID.fromString(request.required("orderId")))
        .map(
            found ->
                visible(request.caller(), found).map(view).orElseGet(OrderVerticle::noSuchOrder));
  }

  private Future<ApiReply> list(ApiRequest request) {
    Caller caller = request.caller();
    String customerId =
        caller.role() == Role.STAFF
            ? request.parameter("customerId").orElse(caller.subject())
            : caller.subject();
    int size = Page.size(request);
    UUID before = Page.after(request).map(OrderVerticle::orderId).orElse(NEWEST);
    return orders
        .list(customerId, before, size + 1)
        .map(
            found -> {
              Page<Order> page = Page.of(found, size, order -> order.id().toString());
              return ApiReply.ok(
                  new Page<>(page.items().stream().map(OrderView::of).toList(), page.next()));
            });
  }

  private static UUID orderId(String cursor) {
    try {
      return UUID.fromString(cursor);
    } catch (IllegalArgumentException e) {
      throw new BadCursor();
    }
  }

  private Future<ApiReply> cancel(ApiRequest request) {
    return wish(request, Kind.CANCELLATION);
  }

  private Future<ApiReply> takeBack(ApiRequest request) {
    return wish(request, Kind.RETURN);
  }

  private Future<ApiReply> wish(ApiRequest request, Kind kind) {
    Pieces pieces = request.body(Pieces.class);
    UUID orderId = UUID.fromString(request.required("orderId"));
    Wish wish =
        new Wish(
            request.required("Idempotency-Key"),
            RequestHash.of(kind, orderId, pieces),
            kind,
            pieces.lines().orElse(List.of()));
    return orders.decide(
        orderId,
        found ->
            visible(request.caller(), found)
                .map(order -> fulfil(wish, order))
                .orElseGet(() -> Verdict.only(noSuchOrder())));
  }

  private Verdict<Order, OrderEvent, ApiReply> fulfil(Wish wish, Order order) {
    return switch (wish.of(order)) {
      case Wish.Outcome.Impossible(var code, var detail, var pointer) ->
          Verdict.only(ApiReply.refused(code, detail, pointer));
      case Wish.Outcome.Repeated(Cancellation earlier) ->
          Verdict.only(answer(earlier.status(), order));
      case Wish.Outcome.Possible(Cancellation possible) -> {
        Instant now = clock.instant();
        Decision<Order, OrderEvent> decision =
            switch (order) {
              case Order.BeforeDelivery open -> open.cancel(possible, now);
              case Order.Confirmed confirmed -> confirmed.askToCancel(possible, now);
              case Order.Delivered delivered -> delivered.takeBack(possible, now);
              case Order.Cancelling cancelling -> Decision.nothing();
              case Order.Shipped shipped -> Decision.nothing();
              case Order.Cancelled cancelled -> Decision.nothing();
            };
        Order after = decision.after().orElse(order);
        Cancellation.Status status = after.details().cancellation(wish.id()).orElseThrow().status();
        yield new Verdict<>(decision, answer(status, after));
      }
    };
  }

  private static ApiReply answer(Cancellation.Status status, Order order) {
    return switch (status) {
      case DONE -> ApiReply.ok(OrderView.of(order));
      case REQUESTED -> ApiReply.accepted(OrderView.locationOf(order.id()), OrderView.of(order));
      case REFUSED ->
          ApiReply.refused(
              FailureCode.NOT_CANCELLABLE, "it came too late: the order was on its way");
    };
  }

  static Optional<Order> visible(Caller caller, Optional<Order> found) {
    return found.filter(order -> caller.mayActFor(order.details().customerId()));
  }

  static ApiReply noSuchOrder() {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no such order");
  }

  /** The pieces that somebody wants cancelled or sent back; everything that is left if absent. */
  private record Pieces(Optional<List<StockLine>> lines, Optional<String> reason) {}
}
