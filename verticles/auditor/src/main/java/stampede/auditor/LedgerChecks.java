package stampede.auditor;

import static stampede.auditor.Invariant.MONEY;
import static stampede.auditor.LedgerEntry.Kind.CHARGE;
import static stampede.auditor.LedgerEntry.Kind.DECLINE;
import static stampede.auditor.LedgerEntry.Kind.PENDING;
import static stampede.auditor.LedgerEntry.Kind.REFUND;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** M, on the provider's side: its own ledger and our payments agree both ways. Pure. */
final class LedgerChecks {

  private final Books books;
  private final Findings findings;

  private LedgerChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Findings findings) {
    LedgerChecks checks = new LedgerChecks(books, findings);
    books.ledger().forEach(checks::account);
    for (PaymentRow payment : books.payments().values()) {
      checks.payment(payment, books.ledger().getOrDefault(payment.id().toString(), List.of()));
    }
  }

  private void add(String check, Object subject, String detail) {
    findings.add(MONEY, check, subject, detail);
  }

  /** What must hold of a charge whatever we know of it. */
  private void account(String reference, List<LedgerEntry> entries) {
    long charges = count(entries, CHARGE);
    if (charges > 1) {
      add("charged-twice", reference, "the provider has captured it %d times".formatted(charges));
    }
    if (charges > 0 && count(entries, DECLINE) > 0) {
      add("charged-and-declined", reference, "the provider has both captured and declined it");
    }
    long refunded = sum(entries, REFUND);
    if (refunded > sum(entries, CHARGE)) {
      add(
          "ledger-refunded-too-much",
          reference,
          "%d refunded of %d charged".formatted(refunded, sum(entries, CHARGE)));
    }
    refundIds(reference, entries);
    if (charges > 0 && payment(reference).isEmpty()) {
      add("charge-without-payment", reference, "the provider has captured it, and we know nothing");
    }
  }

  private void refundIds(String reference, List<LedgerEntry> entries) {
    Map<String, LedgerEntry> refunds = new HashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.kind() == REFUND && refunds.put(entry.refundId(), entry) != null) {
        add("refunded-twice", reference, "refund %s is there twice".formatted(entry.refundId()));
      }
    }
  }

  private Optional<PaymentRow> payment(String reference) {
    try {
      return Optional.ofNullable(books.payments().get(UUID.fromString(reference)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not one of our references
    }
  }

  private void payment(PaymentRow payment, List<LedgerEntry> entries) {
    Optional<LedgerEntry> charge =
        entries.stream().filter(entry -> entry.kind() == CHARGE).findFirst();
    switch (payment.state()) {
      case PAID ->
          charge.ifPresentOrElse(
              there -> captured(payment, there),
              () -> add("payment-without-charge", payment.id(), "the provider captured nothing"));
      case PENDING, UNKNOWN -> {
        if (charge.isPresent() && !payment.attempted()) {
          add("charged-unasked", payment.id(), "the provider captured it before it was asked to");
        }
      }
      case DECLINED, FAILED -> closed(payment, entries, charge);
    }
    refunds(payment, entries);
    if (charge.isPresent() && payment.state() == PaymentState.PAID) {
      balance(payment, entries);
    }
  }

  private void captured(PaymentRow payment, LedgerEntry charge) {
    if (charge.amount() != payment.amount() || !charge.currency().equals(payment.currency())) {
      add(
          "charge-differs",
          payment.id(),
          "the provider captured %d %s, we say %d %s"
              .formatted(charge.amount(), charge.currency(), payment.amount(), payment.currency()));
    }
    findings.requireEqual(
        MONEY,
        "charge-id-differs",
        payment.id(),
        "the provider's charge is %s, we say %s",
        charge.chargeId(),
        payment.chargeId());
  }

  private void closed(PaymentRow payment, List<LedgerEntry> entries, Optional<LedgerEntry> charge) {
    charge.ifPresent(
        there ->
            add(
                "charged-after-all",
                payment.id(),
                "we say %s, and the provider has captured %d"
                    .formatted(payment.state(), there.amount())));
    if (!entries.isEmpty() && entries.getLast().kind() == PENDING) {
      add(
          "may-be-charged-yet",
          payment.id(),
          "we say %s, and the provider may still capture it".formatted(payment.state()));
    }
    if (payment.state() == PaymentState.DECLINED && count(entries, DECLINE) == 0) {
      add("never-declined", payment.id(), "we say declined, and the provider did not");
    }
  }

  private void refunds(PaymentRow payment, List<LedgerEntry> entries) {
    Map<String, LedgerEntry> unknown = new HashMap<>();
    entries.stream()
        .filter(entry -> entry.kind() == REFUND)
        .forEach(entry -> unknown.put(entry.refundId(), entry));
    for (PaymentRow.Refund refund : payment.refunds()) {
      LedgerEntry there = unknown.remove(refund.id().toString());
      if (there == null && refund.done()) {
        add("refund-not-given", payment.id(), "the provider has no refund " + refund.id());
      }
      if (there != null
          && (there.amount() != refund.amount() || !there.currency().equals(refund.currency()))) {
        add(
            "refund-differs",
            payment.id(),
            "refund %s: the provider gave %d %s, we say %d %s"
                .formatted(
                    refund.id(),
                    there.amount(),
                    there.currency(),
                    refund.amount(),
                    refund.currency()));
      }
    }
    unknown
        .keySet()
        .forEach(id -> add("refund-unknown", payment.id(), "we know nothing of refund " + id));
  }

  /** The provider's own sums against what the order's own lines cost, all in between left out. */
  private void balance(PaymentRow payment, List<LedgerEntry> entries) {
    OrderRow order = books.orders().get(payment.id());
    if (order != null && books.isSettled(order.id()) && !payment.open()) {
      findings.requireEqual(
          MONEY,
          "ledger-kept-differs",
          payment.id(),
          "the provider's charge - refunds is %s, but %s is owed",
          sum(entries, CHARGE) - sum(entries, REFUND),
          MoneyChecks.due(Line.owed(order.lines()), payment));
    }
  }

  private static long count(List<LedgerEntry> entries, LedgerEntry.Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).count();
  }

  private static long sum(List<LedgerEntry> entries, LedgerEntry.Kind kind) {
    return entries.stream()
        .filter(entry -> entry.kind() == kind)
        .mapToLong(LedgerEntry::amount)
        .sum();
  }
}
