package stampede.auditor;

import static stampede.auditor.SampleBooks.LATER;
import static stampede.auditor.SampleBooks.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.Event;
import stampede.contracts.Money;
import stampede.contracts.catalog.ProductEvent.ProductChanged;
import stampede.contracts.catalog.ProductEvent.ProductCreated;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.inventory.StockEvent.StockAdjusted;
import stampede.contracts.inventory.StockEvent.StockReceived;
import stampede.contracts.inventory.StockLine;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.order.OrderedLine;
import stampede.contracts.order.ShippingAddress;
import stampede.contracts.payment.PaymentEvent;
import stampede.contracts.payment.PaymentEvent.RefundCause;

/** A small shop whose books are right: a few orders, each of which went another way. */
final class SampleShop {

  static final UUID DELIVERED = new UUID(1, 1);
  static final UUID RETURNED = new UUID(1, 2);
  static final UUID DECLINED = new UUID(1, 3);
  static final UUID UNDELIVERABLE = new UUID(1, 4);
  static final UUID SHORTENED = new UUID(1, 5);
  static final UUID PLACED = new UUID(1, 6);
  static final UUID CONFIRMED = new UUID(1, 7);
  static final UUID ABANDONED = new UUID(1, 8);
  static final UUID GIVEN_UP = new UUID(1, 10);
  static final UUID VOIDED = new UUID(1, 9);

  static final UUID GOODWILL = new UUID(2, 1);
  static final UUID RETURN = new UUID(2, 2);
  static final UUID FAILURE = new UUID(2, 4);
  static final UUID SHORTENING = new UUID(2, 5);

  private static final String CUSTOMER = "carla";
  private static final ShippingAddress HOME =
      new ShippingAddress("Carla", "High Street 1", "York", "YO1", "GB");
  private static final OrderedLine TWO_MUGS = new OrderedLine("mug", "Mug", 2, pence(500));
  private static final OrderedLine MUG = new OrderedLine("mug", "Mug", 1, pence(500));
  private static final OrderedLine THREE_POTS = new OrderedLine("pot", "Pot", 3, pence(300));
  private static final OrderedLine POT = new OrderedLine("pot", "Pot", 1, pence(300));

  private final SampleBooks books = new SampleBooks();

  private SampleShop() {}

  static SampleBooks open() {
    SampleShop shop = new SampleShop();
    shop.shelves();
    shop.delivered();
    shop.returned();
    shop.declined();
    shop.undeliverable();
    shop.shortened();
    shop.placed();
    shop.confirmed();
    shop.abandoned();
    shop.givenUp();
    shop.voided();
    return shop.books;
  }

  static Money pence(long amount) {
    return new Money(amount, "GBP");
  }

  private void shelves() {
    say(Flow.CATALOG, new ProductCreated("mug", "Mug", pence(450), true));
    say(Flow.CATALOG, new ProductChanged("mug", "Mug", pence(500), true));
    say(Flow.CATALOG, new ProductCreated("pot", "Pot", pence(300), true));
    product(new ProductRow("mug", "Mug", 500, "GBP", true, 2));
    product(new ProductRow("pot", "Pot", 300, "GBP", true, 1));
    say(Flow.INVENTORY, new StockReceived("mug", 100, "note 1"));
    say(Flow.INVENTORY, new StockReceived("pot", 50, "note 2"));
    say(Flow.INVENTORY, new StockAdjusted("pot", -2, "broken"));
    books.stock.put("mug", new StockRow("mug", 100, 94, 1, 5, 1));
    books.stock.put("pot", new StockRow("pot", 48, 46, 0, 2, 2));
    books.movements.put("mug", new StockRow.Movements(1, 100));
    books.movements.put("pot", new StockRow.Movements(2, 48));
  }

  private void product(ProductRow product) {
    books.products.put(product.sku(), product);
    books.copies.put(product.sku(), product.copy());
  }

  private void say(Flow flow, Event event) {
    books.say(flow, event);
  }

  private static List<StockLine> pieces(OrderedLine... lines) {
    return List.of(lines).stream().map(line -> new StockLine(line.sku(), line.quantity())).toList();
  }

  private void place(UUID order, OrderedLine... lines) {
    long owed = List.of(lines).stream().mapToLong(line -> line.total().minorUnits()).sum();
    say(Flow.INVENTORY, new StockEvent.StockReserved(order, pieces(lines), LATER));
    say(
        Flow.ORDER,
        new OrderEvent.OrderPlaced(
            order, CUSTOMER, List.of(lines), pence(owed), "tok_visa", HOME, LATER));
  }

  private void pay(UUID order, long amount, OrderedLine... lines) {
    books.enter(LedgerEntry.Kind.CHARGE, order, "ch_" + order, "", amount);
    say(Flow.PAYMENT, new PaymentEvent.PaymentCaptured(order, pence(amount), "ch_" + order));
    say(Flow.ORDER, new OrderEvent.OrderPaid(order));
    say(Flow.INVENTORY, new StockEvent.StockCommitted(order));
    say(Flow.ORDER, new OrderEvent.OrderConfirmed(order, CUSTOMER, pieces(lines), HOME));
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryScheduled(order, "track"));
  }

  private void deliver(UUID order) {
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryDispatched(order));
    say(Flow.ORDER, new OrderEvent.OrderShipped(order));
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryCompleted(order));
    say(Flow.ORDER, new OrderEvent.OrderDelivered(order));
  }

  private void refund(UUID order, UUID refund, long amount, RefundCause cause) {
    books.enter(LedgerEntry.Kind.REFUND, order, "ch_" + order, refund.toString(), amount);
    say(Flow.PAYMENT, new PaymentEvent.PaymentRefunded(order, refund, pence(amount), cause));
  }

  private void order(UUID id, OrderState state, long version, String reason, Line... lines) {
    books.orders.put(
        id,
        new OrderRow(
            id,
            RowHead.of(state, version),
            CUSTOMER,
            CUSTOMER,
            "key of " + id,
            LATER,
            "GBP",
            List.of(lines),
            reason));
  }

  private void reservation(
      UUID id, ReservationState state, long version, Map<String, Integer> skuToPieces) {
    Optional<Instant> due = state == ReservationState.HELD ? Optional.of(LATER) : Optional.empty();
    books.reservations.put(
        id, new ReservationRow(id, RowHead.of(state, version), Pieces.of(skuToPieces), due));
  }

  private void payment(
      UUID id,
      PaymentState state,
      long version,
      long amount,
      long owed,
      PaymentRow.Refund... refunds) {
    books.payments.put(
        id,
        new PaymentRow(
            id,
            RowHead.of(state, version),
            amount,
            owed,
            "GBP",
            true,
            state.open() ? Optional.of(NOW) : Optional.empty(),
            state == PaymentState.PAID ? "ch_" + id : "",
            List.of(refunds)));
  }

  private void shipment(
      UUID id, ShipmentState state, long version, Map<String, Integer> skuToPieces) {
    boolean tracked = state != ShipmentState.FAILED;
    books.shipments.put(
        id,
        new ShipmentRow(
            id,
            RowHead.of(state, version),
            Pieces.of(skuToPieces),
            state.ended() ? Optional.empty() : Optional.of(LATER),
            tracked ? "track" : ""));
  }

  private void delivered() {
    place(DELIVERED, TWO_MUGS);
    pay(DELIVERED, 1_000, TWO_MUGS);
    deliver(DELIVERED);
    order(DELIVERED, OrderState.DELIVERED, 5, "", new Line("mug", 2, 500, 0, 0));
    reservation(DELIVERED, ReservationState.SOLD, 2, Map.of("mug", 2));
    payment(DELIVERED, PaymentState.PAID, 1, 1_000, 1_000);
    shipment(DELIVERED, ShipmentState.DELIVERED, 3, Map.of("mug", 2));
  }

  private void returned() {
    place(RETURNED, THREE_POTS);
    pay(RETURNED, 900, THREE_POTS);
    deliver(RETURNED);
    refund(RETURNED, GOODWILL, 100, RefundCause.GOODWILL);
    say(Flow.ORDER, new OrderEvent.OrderLinesReturned(RETURNED, "back", pieces(POT), pence(600)));
    say(Flow.INVENTORY, new StockEvent.StockReturned(RETURNED, pieces(POT)));
    refund(RETURNED, RETURN, 300, RefundCause.OWED_LESS);
    order(RETURNED, OrderState.DELIVERED, 6, "", new Line("pot", 3, 300, 0, 1));
    reservation(RETURNED, ReservationState.SOLD, 3, Map.of("pot", 2));
    payment(
        RETURNED,
        PaymentState.PAID,
        3,
        900,
        600,
        new PaymentRow.Refund(GOODWILL, 100, "GBP", true, true),
        new PaymentRow.Refund(RETURN, 300, "GBP", false, true));
    shipment(RETURNED, ShipmentState.DELIVERED, 3, Map.of("pot", 3));
  }

  private void cancel(UUID order, CancellationReason reason, OrderedLine... lines) {
    say(Flow.ORDER, new OrderEvent.OrderCancelled(order, reason, pence(0)));
    say(Flow.INVENTORY, new StockEvent.StockReleased(order, pieces(lines)));
  }

  private void declined() {
    place(DECLINED, MUG);
    books.enter(LedgerEntry.Kind.DECLINE, DECLINED, "", "", 500);
    say(Flow.PAYMENT, new PaymentEvent.PaymentDeclined(DECLINED, "no funds"));
    cancel(DECLINED, CancellationReason.PAYMENT_DECLINED, MUG);
    order(DECLINED, OrderState.CANCELLED, 2, "PAYMENT_DECLINED", new Line("mug", 1, 500, 1, 0));
    reservation(DECLINED, ReservationState.ENDED, 2, Map.of());
    payment(DECLINED, PaymentState.DECLINED, 1, 500, 0);
  }

  private void undeliverable() {
    place(UNDELIVERABLE, POT);
    pay(UNDELIVERABLE, 300, POT);
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryFailed(UNDELIVERABLE, "no such street"));
    cancel(UNDELIVERABLE, CancellationReason.DELIVERY_FAILED, POT);
    refund(UNDELIVERABLE, FAILURE, 300, RefundCause.OWED_LESS);
    order(UNDELIVERABLE, OrderState.CANCELLED, 4, "DELIVERY_FAILED", new Line("pot", 1, 300, 1, 0));
    reservation(UNDELIVERABLE, ReservationState.ENDED, 3, Map.of());
    payment(
        UNDELIVERABLE,
        PaymentState.PAID,
        2,
        300,
        0,
        new PaymentRow.Refund(FAILURE, 300, "GBP", false, true));
    shipment(UNDELIVERABLE, ShipmentState.FAILED, 2, Map.of("pot", 1));
  }

  private void shortened() {
    place(SHORTENED, TWO_MUGS, POT);
    pay(SHORTENED, 1_300, TWO_MUGS, POT);
    say(
        Flow.ORDER,
        new OrderEvent.OrderCancellationRequested(SHORTENED, "less", pieces(POT), false));
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryReleased(SHORTENED, "less"));
    say(
        Flow.ORDER,
        new OrderEvent.OrderLinesCancelled(SHORTENED, "less", pieces(POT), pence(1_000)));
    say(Flow.INVENTORY, new StockEvent.StockReleased(SHORTENED, pieces(POT)));
    say(Flow.DELIVERY, new DeliveryEvent.DeliveryScheduled(SHORTENED, "track"));
    deliver(SHORTENED);
    refund(SHORTENED, SHORTENING, 300, RefundCause.OWED_LESS);
    order(
        SHORTENED,
        OrderState.DELIVERED,
        7,
        "",
        new Line("mug", 2, 500, 0, 0),
        new Line("pot", 1, 300, 1, 0));
    reservation(SHORTENED, ReservationState.SOLD, 3, Map.of("mug", 2));
    payment(
        SHORTENED,
        PaymentState.PAID,
        2,
        1_300,
        1_000,
        new PaymentRow.Refund(SHORTENING, 300, "GBP", false, true));
    shipment(SHORTENED, ShipmentState.DELIVERED, 5, Map.of("mug", 2));
  }

  private void placed() {
    place(PLACED, MUG);
    order(PLACED, OrderState.PLACED, 1, "", new Line("mug", 1, 500, 0, 0));
    reservation(PLACED, ReservationState.HELD, 1, Map.of("mug", 1));
    payment(PLACED, PaymentState.PENDING, 0, 500, 500);
  }

  private void confirmed() {
    place(CONFIRMED, MUG);
    pay(CONFIRMED, 500, MUG);
    order(CONFIRMED, OrderState.CONFIRMED, 3, "", new Line("mug", 1, 500, 0, 0));
    reservation(CONFIRMED, ReservationState.SOLD, 2, Map.of("mug", 1));
    payment(CONFIRMED, PaymentState.PAID, 1, 500, 500);
    shipment(CONFIRMED, ShipmentState.SCHEDULED, 1, Map.of("mug", 1));
  }

  /** Its stock was held, and then the order was not written. */
  private void abandoned() {
    say(Flow.INVENTORY, new StockEvent.StockReserved(ABANDONED, pieces(POT), LATER));
    say(Flow.INVENTORY, new StockEvent.ReservationExpired(ABANDONED));
    reservation(ABANDONED, ReservationState.ENDED, 2, Map.of());
  }

  /** It was given up before the request to hold it arrived. */
  private void givenUp() {
    say(Flow.INVENTORY, new StockEvent.StockReleased(GIVEN_UP, List.of()));
    reservation(GIVEN_UP, ReservationState.ENDED, 1, Map.of());
  }

  private void voided() {
    place(VOIDED, POT);
    say(Flow.PAYMENT, new PaymentEvent.PaymentOutcomeUnknown(VOIDED));
    say(Flow.ORDER, new OrderEvent.OrderPaymentUnknown(VOIDED));
    books.enter(LedgerEntry.Kind.VOID, VOIDED, "", "", 0);
    say(Flow.PAYMENT, new PaymentEvent.PaymentFailed(VOIDED, "not in time"));
    cancel(VOIDED, CancellationReason.PAYMENT_FAILED, POT);
    order(VOIDED, OrderState.CANCELLED, 3, "PAYMENT_FAILED", new Line("pot", 1, 300, 1, 0));
    reservation(VOIDED, ReservationState.ENDED, 2, Map.of());
    payment(VOIDED, PaymentState.FAILED, 2, 300, 0);
  }
}
