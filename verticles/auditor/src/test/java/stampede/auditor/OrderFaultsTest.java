package stampede.auditor;

import static stampede.auditor.Invariant.LIVENESS;
import static stampede.auditor.Invariant.ORDERS;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleBooks.LONG_AGO;
import static stampede.auditor.SampleShop.CONFIRMED;
import static stampede.auditor.SampleShop.DECLINED;
import static stampede.auditor.SampleShop.DELIVERED;
import static stampede.auditor.SampleShop.PLACED;
import static stampede.auditor.SampleShop.RETURNED;
import static stampede.auditor.SampleShop.UNDELIVERABLE;
import static stampede.auditor.SampleShop.VOIDED;
import static stampede.auditor.Spoil.line;
import static stampede.auditor.Spoil.order;
import static stampede.auditor.Spoil.payment;
import static stampede.auditor.Spoil.reservation;
import static stampede.auditor.Spoil.shipment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.BoundedContext;
import stampede.contracts.inventory.StockEvent.StockReleased;
import stampede.contracts.order.OrderEvent.OrderPlaced;

/**
 * Each fault of orders, and of what should have happened to them, planted alone into books that are
 * right, is found and named.
 */
class OrderFaultsTest {

  @ParameterizedTest
  @MethodSource({"orders", "liveness"})
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> orders() {
    return Stream.of(
        plant(
            ORDERS,
            "placed-twice",
            CONFIRMED,
            "one key made two orders",
            books -> {
              OrderRow other = books.orders.values().iterator().next();
              String key = "one";
              for (UUID id : List.of(CONFIRMED, PLACED)) {
                books.changeOrder(
                    id,
                    row ->
                        new OrderRow(
                            id,
                            row.head(),
                            other.customerId(),
                            other.customerId(),
                            key,
                            row.expiresAt(),
                            row.currency(),
                            row.lines(),
                            row.reason()));
              }
            }),
        plant(
            ORDERS,
            "never-told",
            PLACED,
            "acknowledged, and never told",
            books -> books.unsay(OrderPlaced.class, PLACED.toString())),
        plant(
            ORDERS,
            "told-not-there",
            PLACED,
            "told, and rolled back",
            books -> books.orders.remove(PLACED)),
        plant(
            ORDERS,
            "payment-without-order",
            PLACED,
            "a payment of nothing",
            books -> books.orders.remove(PLACED)),
        plant(
            ORDERS,
            "shipment-without-order",
            CONFIRMED,
            "a shipment of nothing",
            books -> books.orders.remove(CONFIRMED)),
        plant(
            ORDERS,
            "sold-without-order",
            CONFIRMED,
            "stock was sold to nobody",
            books -> books.orders.remove(CONFIRMED)),
        plant(
            ORDERS,
            "no-reservation",
            PLACED,
            "nothing was reserved",
            books -> books.reservations.remove(PLACED)),
        plant(
            ORDERS,
            "no-payment",
            PLACED,
            "nobody wants the money",
            books -> books.payments.remove(PLACED)),
        plant(
            ORDERS,
            "no-shipment",
            CONFIRMED,
            "nobody sends it",
            books -> books.shipments.remove(CONFIRMED)),
        plant(
            ORDERS,
            "states-disagree",
            PLACED,
            "paid, and the order does not know",
            books ->
                books.changePayment(
                    PLACED,
                    row -> payment(row, PaymentState.PAID, row.amount(), row.currency(), "ch"))),
        plant(
            ORDERS,
            "states-disagree",
            DELIVERED,
            "delivered, and the shipment is on its way",
            books -> shipment(books, DELIVERED, ShipmentState.DISPATCHED, 3, Map.of("mug", 2))),
        plant(
            ORDERS,
            "states-disagree",
            CONFIRMED,
            "delivered, and the order does not know",
            books -> shipment(books, CONFIRMED, ShipmentState.DELIVERED, 1, Map.of("mug", 1))),
        plant(
            ORDERS,
            "states-disagree",
            VOIDED,
            "cancelled, and its stock is sold",
            books -> reservation(books, VOIDED, ReservationState.SOLD, 2, Map.of("pot", 1))),
        plant(
            ORDERS,
            "states-disagree",
            VOIDED,
            "cancelled, and it is sent",
            books -> shipment(books, VOIDED, ShipmentState.SCHEDULED, 1, Map.of("pot", 1))),
        plant(
            ORDERS,
            "states-disagree",
            DECLINED,
            "declined, and yet paid",
            books ->
                books.changePayment(
                    DECLINED,
                    row -> payment(row, PaymentState.PAID, row.amount(), row.currency(), "ch"))),
        plant(
            ORDERS,
            "states-disagree",
            CONFIRMED,
            "paid, answered by the inventory, and not confirmed",
            books -> order(books, CONFIRMED, RowHead.of(OrderState.PAID, 3), line(1, 500, 0, 0))),
        plant(
            ORDERS,
            "stock-differs",
            RETURNED,
            "a return did not come back into stock",
            books -> reservation(books, RETURNED, ReservationState.SOLD, 3, Map.of("pot", 3))),
        plant(
            ORDERS,
            "stock-differs",
            UNDELIVERABLE,
            "a cancellation did not give stock back",
            books -> reservation(books, UNDELIVERABLE, ReservationState.SOLD, 3, Map.of("pot", 1))),
        plant(
            ORDERS,
            "parcel-differs",
            CONFIRMED,
            "another parcel was sent",
            books -> shipment(books, CONFIRMED, ShipmentState.SCHEDULED, 1, Map.of("mug", 2))));
  }

  static Stream<PlantedFault> liveness() {
    return Stream.of(
        plant(
            LIVENESS,
            "order-stuck",
            PLACED,
            "nobody moves it on",
            books ->
                books.changeOrder(
                    PLACED,
                    row ->
                        new OrderRow(
                            PLACED,
                            row.head(),
                            row.customerId(),
                            row.customerId(),
                            row.idempotencyKey(),
                            LONG_AGO,
                            row.currency(),
                            row.lines(),
                            ""))),
        plant(
            LIVENESS,
            "payment-overdue",
            PLACED,
            "nobody asks the provider",
            books -> dueAt(books, Optional.of(LONG_AGO))),
        plant(
            LIVENESS,
            "payment-forgotten",
            PLACED,
            "nobody will ask the provider",
            books -> dueAt(books, Optional.empty())),
        plant(
            LIVENESS,
            "shipment-overdue",
            CONFIRMED,
            "nobody asks the carrier",
            books ->
                books.shipments.computeIfPresent(
                    CONFIRMED,
                    (id, row) ->
                        new ShipmentRow(
                            id,
                            row.head(),
                            row.pieces(),
                            Optional.of(LONG_AGO),
                            row.trackingNumber()))),
        plant(
            LIVENESS,
            "not-published",
            VOIDED,
            "the relay is dead",
            books -> {
              books.outboxSince = LONG_AGO;
              books.change(
                  StockReleased.class,
                  VOIDED.toString(),
                  said ->
                      new SampleBooks.Said(
                          said.flow(), said.sequence(), said.event(), said.digest(), false));
            }),
        plant(
            LIVENESS,
            "not-heard",
            DELIVERED,
            "a consumer is dead",
            books -> {
              books.publishedAt = LONG_AGO;
              books.committed = 0;
              books.hear(BoundedContext.PAYMENT, Flow.ORDER, DELIVERED.toString(), 4);
            }));
  }

  private static void dueAt(SampleBooks books, Optional<Instant> due) {
    books.changePayment(
        PLACED,
        row ->
            new PaymentRow(
                PLACED,
                row.head(),
                row.amount(),
                row.owed(),
                row.currency(),
                row.attempted(),
                due,
                "",
                List.of()));
  }
}
