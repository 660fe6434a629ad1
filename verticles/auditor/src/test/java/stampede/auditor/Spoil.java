package stampede.auditor;

import static stampede.auditor.SampleBooks.LATER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows to be put in the place of those that are right. */
final class Spoil {

  private Spoil() {}

  static void reservation(
      SampleBooks books,
      UUID order,
      ReservationState state,
      long version,
      Map<String, Integer> skuToPieces) {
    books.reservations.put(
        order,
        new ReservationRow(
            order, RowHead.of(state, version), Pieces.of(skuToPieces), Optional.empty()));
  }

  static PaymentRow payment(
      PaymentRow row, PaymentState state, long amount, String currency, String chargeId) {
    return new PaymentRow(
        row.id(),
        RowHead.of(state, row.head().version()),
        amount,
        row.owed(),
        currency,
        row.attempted(),
        row.dueAt(),
        chargeId,
        row.refunds());
  }

  static Line line(int quantity, long unitPrice, int cancelled, int returned) {
    return new Line("mug", quantity, unitPrice, cancelled, returned);
  }

  static void order(SampleBooks books, UUID id, RowHead<OrderState> head, Line... lines) {
    books.changeOrder(
        id,
        row ->
            new OrderRow(
                id,
                head,
                row.customerId(),
                row.documentCustomerId(),
                row.idempotencyKey(),
                row.expiresAt(),
                row.currency(),
                List.of(lines),
                row.reason()));
  }

  static void shipment(
      SampleBooks books,
      UUID id,
      ShipmentState state,
      long version,
      Map<String, Integer> skuToPieces) {
    books.shipments.put(
        id,
        new ShipmentRow(
            id, RowHead.of(state, version), Pieces.of(skuToPieces), Optional.of(LATER), "track"));
  }
}
