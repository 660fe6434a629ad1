package stampede.auditor;

import static stampede.auditor.Invariant.EVENTS;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleShop.ABANDONED;
import static stampede.auditor.SampleShop.CONFIRMED;
import static stampede.auditor.SampleShop.DELIVERED;
import static stampede.auditor.SampleShop.FAILURE;
import static stampede.auditor.SampleShop.SHORTENED;
import static stampede.auditor.SampleShop.UNDELIVERABLE;
import static stampede.auditor.SampleShop.pence;
import static stampede.auditor.Spoil.line;
import static stampede.auditor.Spoil.order;
import static stampede.auditor.Spoil.reservation;
import static stampede.auditor.Spoil.shipment;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.delivery.DeliveryEvent.DeliveryReleased;
import stampede.contracts.order.OrderEvent.OrderDelivered;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;
import stampede.contracts.payment.PaymentEvent.PaymentRefunded;
import stampede.contracts.payment.PaymentEvent.RefundCause;

/**
 * Each way of a table to differ from its events, planted alone into books that are right, is found
 * and named.
 */
class StateFaultsTest {

  @ParameterizedTest
  @MethodSource("states")
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> states() {
    return Stream.of(
        plant(
            EVENTS,
            "fold-differs",
            DELIVERED,
            "the outbox was outside of the transaction",
            books -> books.unsay(OrderDelivered.class, DELIVERED.toString())),
        plant(
            EVENTS,
            "fold-differs",
            DELIVERED,
            "the table fell back",
            books ->
                order(books, DELIVERED, RowHead.of(OrderState.SHIPPED, 4), line(2, 500, 0, 0))),
        plant(
            EVENTS,
            "fold-differs",
            DELIVERED,
            "a price was changed afterwards",
            books ->
                order(books, DELIVERED, RowHead.of(OrderState.DELIVERED, 5), line(2, 499, 0, 0))),
        plant(
            EVENTS,
            "row-contradicts-itself",
            DELIVERED,
            "column and document differ",
            books ->
                order(
                    books,
                    DELIVERED,
                    new RowHead<>(OrderState.DELIVERED, OrderState.SHIPPED, 5, 5),
                    line(2, 500, 0, 0))),
        plant(
            EVENTS,
            "fold-differs",
            CONFIRMED,
            "a capture was never told",
            books -> books.unsay(PaymentCaptured.class, CONFIRMED.toString())),
        plant(
            EVENTS,
            "fold-differs",
            UNDELIVERABLE,
            "a refund was never told",
            books -> books.unsay(PaymentRefunded.class, UNDELIVERABLE.toString())),
        plant(
            EVENTS,
            "fold-differs",
            DELIVERED,
            "a refund was told and not written",
            books ->
                books.say(
                    Flow.PAYMENT,
                    new PaymentRefunded(DELIVERED, FAILURE, pence(1), RefundCause.OWED_LESS))),
        plant(
            EVENTS,
            "fold-differs",
            ABANDONED,
            "a release was told and not done",
            books -> reservation(books, ABANDONED, ReservationState.HELD, 1, Map.of("pot", 1))),
        plant(
            EVENTS,
            "fold-differs",
            DELIVERED,
            "a sale of other pieces",
            books -> reservation(books, DELIVERED, ReservationState.SOLD, 2, Map.of("pot", 2))),
        plant(
            EVENTS,
            "fold-differs",
            CONFIRMED,
            "a shipment that lost a step",
            books -> shipment(books, CONFIRMED, ShipmentState.PENDING, 0, Map.of("mug", 1))),
        plant(
            EVENTS,
            "fold-differs",
            SHORTENED,
            "a released piece is in the parcel",
            books ->
                shipment(books, SHORTENED, ShipmentState.DELIVERED, 5, Map.of("mug", 2, "pot", 1))),
        plant(
            EVENTS,
            "released-unasked",
            CONFIRMED,
            "pieces were released that nobody wanted back",
            books -> books.say(Flow.DELIVERY, new DeliveryReleased(CONFIRMED, "whose"))),
        plant(
            EVENTS,
            "fold-differs",
            "mug",
            "a product was changed silently",
            books -> books.products.put("mug", new ProductRow("mug", "Mug", 600, "GBP", true, 2))),
        plant(
            EVENTS,
            "fold-differs",
            "mug",
            "a movement was counted and not told",
            books -> books.changeStock("mug", row -> new StockRow("mug", 100, 94, 1, 5, 2))),
        plant(
            EVENTS,
            "no-row",
            ABANDONED,
            "a reservation is gone",
            books -> books.reservations.remove(ABANDONED)),
        plant(EVENTS, "no-row", "mug", "a product is gone", books -> books.products.remove("mug")));
  }
}
