package stampede.auditor;

import static stampede.auditor.Invariant.EVENTS;
import static stampede.auditor.PlantedFault.plant;
import static stampede.auditor.SampleBooks.NOW;
import static stampede.auditor.SampleShop.CONFIRMED;
import static stampede.auditor.SampleShop.DELIVERED;
import static stampede.auditor.SampleShop.pence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.BoundedContext;
import stampede.contracts.catalog.ProductEvent.ProductCreated;
import stampede.contracts.delivery.DeliveryEvent.DeliveryCompleted;
import stampede.contracts.inventory.StockEvent.StockCommitted;
import stampede.contracts.inventory.StockEvent.StockReserved;
import stampede.contracts.order.OrderEvent.OrderPaid;
import stampede.contracts.order.OrderEvent.OrderShipped;
import stampede.contracts.payment.PaymentEvent.PaymentCaptured;

/** Each fault on the wire, planted alone into books that are right, is found and named. */
class EventFaultsTest {

  @ParameterizedTest
  @MethodSource("events")
  void isFoundAndNamed(PlantedFault planted) {
    AuditReport report = planted.audit();

    planted.assertFoundIn(report);
  }

  static Stream<PlantedFault> events() {
    return Stream.of(
        plant(
            EVENTS,
            "sequence",
            DELIVERED,
            "an event is missing",
            books -> books.unsay(OrderPaid.class, DELIVERED.toString())),
        plant(
            EVENTS,
            "sequence",
            DELIVERED,
            "one sequence stands for two events",
            books ->
                books.said.add(
                    new SampleBooks.Said(Flow.ORDER, 2, new OrderPaid(DELIVERED), 999_999, true))),
        plant(
            EVENTS,
            "sequence",
            DELIVERED,
            "an illegal step",
            books ->
                books.change(
                    OrderPaid.class,
                    DELIVERED.toString(),
                    said -> said.with(2, new OrderShipped(DELIVERED)))),
        plant(
            EVENTS,
            "sequence",
            DELIVERED,
            "committed without a hold",
            books ->
                books.change(
                    StockReserved.class,
                    DELIVERED.toString(),
                    said -> said.with(1, new StockCommitted(DELIVERED)))),
        plant(
            EVENTS,
            "sequence",
            CONFIRMED,
            "captured twice",
            books -> books.say(Flow.PAYMENT, new PaymentCaptured(CONFIRMED, pence(500), "ch_x"))),
        plant(
            EVENTS,
            "sequence",
            CONFIRMED,
            "delivered before it was dispatched",
            books -> books.say(Flow.DELIVERY, new DeliveryCompleted(CONFIRMED))),
        plant(
            EVENTS,
            "sequence",
            "pot",
            "a product was created twice",
            books -> books.say(Flow.CATALOG, new ProductCreated("pot", "Pot", pence(300), true))),
        plant(
            EVENTS,
            "not-applied",
            DELIVERED,
            "an offset was committed first",
            books -> books.hear(BoundedContext.PAYMENT, Flow.ORDER, DELIVERED.toString(), 4)),
        plant(
            EVENTS,
            "not-applied",
            "mug",
            "an event of stock was skipped",
            books -> books.hear(BoundedContext.ORDER, Flow.INVENTORY, "mug", 0)),
        plant(
            EVENTS,
            "heard-unsaid",
            CONFIRMED,
            "an event was lost from its topic",
            books -> books.hear(BoundedContext.DELIVERY, Flow.ORDER, CONFIRMED.toString(), 4)),
        plant(
            EVENTS,
            "heard-unsaid",
            "cup",
            "an event of nothing that there is",
            books -> books.hear(BoundedContext.ORDER, Flow.CATALOG, "cup", 1)),
        plant(
            EVENTS,
            "unreadable",
            "stampede.order-0@7",
            "a poison message",
            books ->
                books.unreadable.add(
                    new BrokerBooks.Unreadable(
                        new Place("stampede.order", 0, 7, 0), "there is no body"))),
        plant(
            EVENTS,
            "topic-cut",
            "stampede.order",
            "a topic lost its beginning",
            books -> books.cut.add("stampede.order")),
        plant(
            EVENTS,
            "dead-letter",
            CONFIRMED,
            "an event was buried",
            books -> bury(books, Optional.of(CONFIRMED.toString()), 2)),
        plant(
            EVENTS,
            "dead-letter",
            "stampede.order.dead-letters-0@3",
            "something was buried",
            books -> bury(books, Optional.empty(), 0)),
        plant(
            EVENTS,
            "parked",
            CONFIRMED,
            "an event waits for ever",
            books ->
                books.parked.put(
                    BoundedContext.ORDER,
                    List.of(
                        new Messaging.ParkedRow(
                            Flow.PAYMENT.topicName(), CONFIRMED.toString(), 3, NOW)))),
        plant(
            EVENTS,
            "copy-differs",
            "mug",
            "an old price was kept",
            books -> books.copies.put("mug", new ProductRow("mug", "Mug", 450, "GBP", true, 0))),
        plant(
            EVENTS,
            "copy-differs",
            "pot",
            "a product was not copied",
            books -> books.copies.remove("pot")),
        plant(
            EVENTS,
            "copy-of-nothing",
            "cup",
            "a copy of nothing",
            books -> books.copies.put("cup", new ProductRow("cup", "Cup", 1, "GBP", true, 0))));
  }

  private static void bury(SampleBooks books, Optional<String> aggregateId, long sequence) {
    books.deadLetters.add(
        new BrokerBooks.DeadLetter(
            BoundedContext.ORDER,
            new Place("stampede.order.dead-letters", 0, 3, 0),
            Flow.PAYMENT.topicName(),
            aggregateId,
            sequence,
            "expected a number"));
  }
}
