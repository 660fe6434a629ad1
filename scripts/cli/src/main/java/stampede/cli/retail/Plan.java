package stampede.cli.retail;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is replayed. Pure.
 *
 * @param customers who orders, by the time of the first order
 * @param unmatched how many lines of the cancellations within the dates undo nothing, by reason
 */
record Plan(List<Customer> customers, Map<Matching.Why, Integer> unmatched) {

  Plan {
    customers = List.copyOf(customers);
    unmatched = Map.copyOf(unmatched);
  }

  /** A customer and his orders, by time. */
  record Customer(String id, List<Order> orders) {

    Customer {
      orders = List.copyOf(orders);
    }
  }

  /** An order and what is undone of it later on, by time. */
  record Order(Invoice invoice, List<Undo> undone) {

    Order {
      undone = List.copyOf(undone);
    }
  }

  /** Both days are part of it; it has no end where one is missing. */
  record Dates(Optional<LocalDate> from, Optional<LocalDate> to) {

    boolean include(LocalDateTime at) {
      LocalDate day = at.toLocalDate();
      return from.filter(day::isBefore).isEmpty() && to.filter(day::isAfter).isEmpty();
    }
  }

  static Plan of(Acceptance.Result accepted, Dates dates) {
    List<Invoice> all = Invoice.of(accepted.sales());
    Matching matching = Matching.of(all, accepted.cancellations());
    Map<Matching.Why, Integer> unmatched = new EnumMap<>(Matching.Why.class);
    matching.unmatched().stream()
        .filter(each -> dates.include(each.at()))
        .forEach(each -> unmatched.merge(each.why(), 1, Integer::sum));
    Map<Invoice, List<Undo>> undone = new LinkedHashMap<>();
    for (Undo undo : matching.undone()) {
      if (dates.include(undo.at())) {
        if (dates.include(undo.of().at())) {
          undone.computeIfAbsent(undo.of(), first -> new ArrayList<>()).add(undo);
        } else {
          unmatched.merge(Matching.Why.ORDER_OUTSIDE_OF_THE_DATES, undo.lines(), Integer::sum);
        }
      }
    }
    Map<String, List<Order>> orders = new LinkedHashMap<>();
    for (Invoice invoice : all) {
      if (dates.include(invoice.at())) {
        orders
            .computeIfAbsent(invoice.customer(), id -> new ArrayList<>())
            .add(new Order(invoice, undone.getOrDefault(invoice, List.of())));
      }
    }
    List<Customer> customers = new ArrayList<>(orders.size());
    orders.forEach((id, placed) -> customers.add(new Customer(id, placed)));
    return new Plan(customers, unmatched);
  }

  /** Every order. */
  List<Order> orders() {
    return customers.stream().flatMap(customer -> customer.orders().stream()).toList();
  }

  /** When the first order is placed; empty when there is none. */
  Optional<LocalDateTime> start() {
    return customers.stream().findFirst().map(first -> first.orders().getFirst().invoice().at());
  }
}
