package stampede.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import stampede.auditor.BrokerBooks.DeadLetter;
import stampede.auditor.BrokerBooks.Unreadable;
import stampede.auditor.Messaging.OutboxRow;
import stampede.auditor.Messaging.ParkedRow;
import stampede.contracts.BoundedContext;
import stampede.contracts.Event;

/** Books that a test fills in, and spoils. What is said is heard by everybody, unless spoilt. */
final class SampleBooks {

  /** Far ahead, so that by the real clock, which some tests run by, nothing is late either. */
  static final Instant NOW = Instant.parse("2126-11-21T12:00:00Z");

  static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
  static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

  /** An event that was said; on its topic unless it is in the outbox. */
  record Said(Flow flow, long sequence, Event event, long digest, boolean published) {

    Said with(long newSequence, Event newEvent) {
      return new Said(flow, newSequence, newEvent, digest + 1, published);
    }
  }

  final Map<String, ProductRow> products = new HashMap<>();
  final Map<String, ProductRow> copies = new HashMap<>();
  final Map<String, StockRow> stock = new HashMap<>();
  final Map<String, StockRow.Movements> movements = new HashMap<>();
  final Map<UUID, ReservationRow> reservations = new HashMap<>();
  final Map<UUID, OrderRow> orders = new HashMap<>();
  final Map<UUID, PaymentRow> payments = new HashMap<>();
  final Map<UUID, ShipmentRow> shipments = new HashMap<>();
  final List<Said> said = new ArrayList<>();
  final Map<BoundedContext, Map<Flow, Map<String, Long>>> heard =
      new EnumMap<>(BoundedContext.class);
  final Map<BoundedContext, List<ParkedRow>> parked = new EnumMap<>(BoundedContext.class);
  final List<LedgerEntry> ledger = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Unreadable> unreadable = new ArrayList<>();
  final List<String> cut = new ArrayList<>();
  long committed = Long.MAX_VALUE;
  Instant publishedAt = NOW;
  Instant outboxSince = NOW;

  private final Map<String, Long> sequences = new HashMap<>();

  /** The aggregate's next event, published and heard by all who follow it. */
  void say(Flow flow, Event event) {
    long sequence = sequences.merge(flow + event.aggregateId(), 1L, Long::sum);
    said.add(new Said(flow, sequence, event, said.size() * 1_000L, true));
    flow.followers().forEach(follower -> hear(follower, flow, event.aggregateId(), sequence));
  }

  /** From now on that follower has heard so many events of the aggregate; 0 for none. */
  void hear(BoundedContext follower, Flow flow, String aggregateId, long sequence) {
    Map<String, Long> reached =
        heard
            .computeIfAbsent(follower, first -> new EnumMap<>(Flow.class))
            .computeIfAbsent(flow, first -> new HashMap<>());
    if (sequence == 0) {
      reached.remove(aggregateId);
    } else {
      reached.put(aggregateId, sequence);
    }
  }

  void changeOrder(UUID id, UnaryOperator<OrderRow> change) {
    orders.computeIfPresent(id, (same, row) -> change.apply(row));
  }

  void changePayment(UUID id, UnaryOperator<PaymentRow> change) {
    payments.computeIfPresent(id, (same, row) -> change.apply(row));
  }

  void changeStock(String sku, UnaryOperator<StockRow> change) {
    stock.computeIfPresent(sku, (same, row) -> change.apply(row));
  }

  void changeLedger(LedgerEntry.Kind kind, UUID order, UnaryOperator<LedgerEntry> change) {
    ledger.replaceAll(
        entry ->
            entry.kind() == kind && entry.reference().equals(order.toString())
                ? change.apply(entry)
                : entry);
  }

  void enter(LedgerEntry.Kind kind, UUID order, String chargeId, String refundId, long amount) {
    ledger.add(
        new LedgerEntry(
            ledger.size() + 1, kind, order.toString(), chargeId, refundId, amount, "GBP"));
  }

  /** The one event of that kind about that aggregate, changed; nothing to remove it. */
  void change(Class<? extends Event> kind, String aggregateId, UnaryOperator<Said> change) {
    said.replaceAll(
        event ->
            kind.isInstance(event.event()) && event.event().aggregateId().equals(aggregateId)
                ? change.apply(event)
                : event);
  }

  void unsay(Class<? extends Event> kind, String aggregateId) {
    said.removeIf(
        event -> kind.isInstance(event.event()) && event.event().aggregateId().equals(aggregateId));
  }

  Books books() {
    Histories histories = new Histories();
    Map<Flow, List<OutboxRow>> outboxes = new EnumMap<>(Flow.class);
    long copiesOfEvents = 0;
    for (int i = 0; i < said.size(); i++) {
      Said each = said.get(i);
      Optional<Place> place =
          each.published()
              ? Optional.of(new Place(each.flow().topicName(), 0, i, publishedAt.toEpochMilli()))
              : Optional.empty();
      TopicEvent event = new TopicEvent(each.sequence(), each.digest(), each.event(), place);
      if (place.isEmpty()) {
        outboxes
            .computeIfAbsent(each.flow(), first -> new ArrayList<>())
            .add(new OutboxRow(each.event().aggregateId(), event, outboxSince));
      } else {
        copiesOfEvents += histories.add(event) ? 1 : 0;
      }
    }
    outboxes.values().forEach(rows -> rows.forEach(row -> histories.add(row.event())));
    Map<BoundedContext, Messaging> messaging = new EnumMap<>(BoundedContext.class);
    Map<BoundedContext, Map<String, Long>> read = new EnumMap<>(BoundedContext.class);
    for (Flow flow : Flow.values()) {
      messaging.put(
          flow.owner(),
          new Messaging(
              outboxes.getOrDefault(flow, List.of()),
              inboxes(flow.owner()),
              parked.getOrDefault(flow.owner(), List.of())));
      Map<String, Long> offsets = new HashMap<>();
      for (Flow followed : Flow.values()) {
        offsets.put(BrokerBooks.partition(followed.topicName(), 0), committed);
      }
      read.put(flow.owner(), offsets);
    }
    Map<String, List<LedgerEntry>> byReference = new HashMap<>();
    ledger.forEach(
        entry ->
            byReference.computeIfAbsent(entry.reference(), first -> new ArrayList<>()).add(entry));
    return new Books(
        NOW,
        products,
        stock,
        movements,
        reservations,
        orders,
        copies,
        payments,
        shipments,
        messaging,
        histories,
        new BrokerBooks(said.size(), copiesOfEvents, unreadable, cut, deadLetters, read),
        byReference);
  }

  private Map<String, Inbox> inboxes(BoundedContext context) {
    Map<String, Inbox> inboxes = new HashMap<>();
    heard
        .getOrDefault(context, Map.of())
        .forEach(
            (flow, reached) -> {
              Inbox inbox = new Inbox();
              reached.forEach(inbox::put);
              inboxes.put(flow.topicName(), inbox);
            });
    return inboxes;
  }
}
