package stampede.auditor;

import static stampede.auditor.Invariant.MONEY;

import java.util.UUID;

/** M, on our side: everybody pays exactly what the lines that he keeps cost. Pure. */
final class MoneyChecks {

  private final Books books;
  private final Findings findings;

  private MoneyChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Findings findings) {
    MoneyChecks checks = new MoneyChecks(books, findings);
    books.histories().orders.forEach(checks::totals);
    books.payments().values().forEach(checks::refunds);
    for (OrderRow order : books.orders().values()) {
      PaymentRow payment = books.payments().get(order.id());
      if (payment != null && books.isSettled(order.id())) {
        checks.balance(order, payment);
      }
    }
  }

  private void totals(UUID orderId, History<OrderFold> history) {
    OrderFold order = history.fold();
    order.wrongTotals().forEach(why -> findings.add(MONEY, "wrong-total", orderId, why));
    if (order.currency().contains("+")) {
      findings.add(MONEY, "mixed-currencies", orderId, "its prices are in " + order.currency());
    }
    for (Line line : order.lines()) {
      History<ProductFold> product = books.histories().products.get(line.sku());
      if (product == null || !product.fold().everCost(line.unitPrice(), order.currency())) {
        findings.add(
            MONEY,
            "price-never-was",
            orderId,
            "%s was sold at %d %s, which the catalogue never said"
                .formatted(line.sku(), line.unitPrice(), order.currency()));
      }
    }
  }

  private void refunds(PaymentRow payment) {
    long all = payment.refunds().stream().mapToLong(PaymentRow.Refund::amount).sum();
    if (all > payment.captured()) {
      findings.add(
          MONEY,
          "refunded-too-much",
          payment.id(),
          "%d refunded or promised, of %d captured".formatted(all, payment.captured()));
    }
    for (PaymentRow.Refund refund : payment.refunds()) {
      if (refund.amount() <= 0 || !refund.currency().equals(payment.currency())) {
        findings.add(
            MONEY,
            "bad-refund",
            payment.id(),
            "refund %s of %d %s for a payment in %s"
                .formatted(refund.id(), refund.amount(), refund.currency(), payment.currency()));
      }
    }
  }

  private void balance(OrderRow order, PaymentRow payment) {
    long owed = Line.owed(order.lines());
    findings.requireEqual(
        MONEY,
        "owed-differs",
        order.id(),
        "the order's lines come to %s, but payment believes that %s is owed",
        owed,
        payment.owed());
    findings.requireEqual(
        MONEY,
        "currency-differs",
        order.id(),
        "the order is in %s, the payment in %s",
        order.currency(),
        payment.currency());
    if (payment.state() == PaymentState.PAID && !payment.open()) {
      long due = due(owed, payment);
      findings.requireEqual(
          MONEY,
          "kept-differs",
          order.id(),
          "captured - refunded is %s, but %s is owed",
          payment.captured() - payment.refunded(),
          due);
    }
  }

  /** What we may keep: what is owed, less what staff waived. */
  static long due(long owed, PaymentRow payment) {
    return Math.max(0, owed - payment.goodwill());
  }
}
