package stampede.auditor;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import stampede.auditor.BrokerBooks.DeadLetter;
import stampede.auditor.BrokerBooks.Unreadable;
import stampede.contracts.BoundedContext;

/** Reads everything, side by side. Blocking. */
final class BooksReader {

  private static final int THREADS = 4;

  private final Connections connections;
  private final Broker broker;
  private final Clock clock;
  private final TopicReader topics;

  BooksReader(Connections connections, Broker broker, Clock clock) {
    this.clock = clock;
    this.connections = connections;
    this.broker = broker;
    this.topics = new TopicReader(connections.kafkaServers());
  }

  /** The partitions of everything that is read. */
  List<TopicPartition> partitions() {
    List<String> names = new ArrayList<>();
    for (Flow flow : Flow.values()) {
      names.add(flow.topicName());
      names.add(Broker.deadLetters(flow.owner()));
    }
    return broker.partitions(names);
  }

  Pulse pulse() {
    return Pulse.take(connections, broker, broker.ends(partitions()));
  }

  private record Catalog(Map<String, ProductRow> products, Messaging messaging) {}

  private record Inventory(
      Map<String, StockRow> stock,
      Map<String, StockRow.Movements> movements,
      Map<UUID, ReservationRow> reservations,
      Messaging messaging) {}

  private record Orders(
      Map<UUID, OrderRow> orders, Map<String, ProductRow> copies, Messaging messaging) {}

  private record Payments(Map<UUID, PaymentRow> payments, Messaging messaging) {}

  private record Shipments(Map<UUID, ShipmentRow> shipments, Messaging messaging) {}

  Books read() {
    Instant at = clock.instant();
    Histories histories = new Histories();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      CompletableFuture<BrokerBooks> told = start(threads, () -> broker(histories));
      CompletableFuture<Orders> orders =
          database(
              threads,
              BoundedContext.ORDER,
              snapshot ->
                  new Orders(
                      OrderReader.orders(snapshot),
                      CatalogReader.copies(snapshot),
                      MessagingReader.read(snapshot)));
      CompletableFuture<Inventory> inventory =
          database(
              threads,
              BoundedContext.INVENTORY,
              snapshot ->
                  new Inventory(
                      InventoryReader.stock(snapshot),
                      InventoryReader.movements(snapshot),
                      InventoryReader.reservations(snapshot),
                      MessagingReader.read(snapshot)));
      CompletableFuture<Payments> payments =
          database(
              threads,
              BoundedContext.PAYMENT,
              snapshot ->
                  new Payments(PaymentReader.payments(snapshot), MessagingReader.read(snapshot)));
      CompletableFuture<Shipments> shipments =
          database(
              threads,
              BoundedContext.DELIVERY,
              snapshot ->
                  new Shipments(
                      DeliveryReader.shipments(snapshot), MessagingReader.read(snapshot)));
      CompletableFuture<Catalog> catalog =
          database(
              threads,
              BoundedContext.CATALOG,
              snapshot ->
                  new Catalog(CatalogReader.products(snapshot), MessagingReader.read(snapshot)));
      CompletableFuture<Map<String, List<LedgerEntry>>> ledger =
          start(threads, new LedgerReader(connections.ledger(), connections.ledgerKey())::read);
      Map<BoundedContext, Messaging> messaging = new EnumMap<>(BoundedContext.class);
      messaging.put(BoundedContext.CATALOG, await(catalog).messaging());
      messaging.put(BoundedContext.INVENTORY, await(inventory).messaging());
      messaging.put(BoundedContext.ORDER, await(orders).messaging());
      messaging.put(BoundedContext.PAYMENT, await(payments).messaging());
      messaging.put(BoundedContext.DELIVERY, await(shipments).messaging());
      BrokerBooks ofBroker = await(told);
      messaging.values().forEach(each -> each.outbox().forEach(row -> histories.add(row.event())));
      return new Books(
          at,
          await(catalog).products(),
          await(inventory).stock(),
          await(inventory).movements(),
          await(inventory).reservations(),
          await(orders).orders(),
          await(orders).copies(),
          await(payments).payments(),
          await(shipments).shipments(),
          messaging,
          histories,
          ofBroker,
          await(ledger));
    }
  }

  private BrokerBooks broker(Histories histories) {
    List<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> ends = broker.ends(partitions);
    long records = 0;
    long copies = 0;
    List<Unreadable> unreadable = new ArrayList<>();
    List<DeadLetter> letters = new ArrayList<>();
    Map<BoundedContext, Map<String, Long>> committed = new EnumMap<>(BoundedContext.class);
    for (Flow flow : Flow.values()) {
      EventsReader.Tally tally =
          EventsReader.read(flow, topics, of(ends, flow.topicName()), histories);
      records += tally.records();
      copies += tally.copies();
      unreadable.addAll(tally.unreadable());
      BoundedContext owner = flow.owner();
      letters.addAll(EventsReader.deadLetters(owner, topics, of(ends, Broker.deadLetters(owner))));
      committed.put(owner, broker.committed(owner));
    }
    return new BrokerBooks(records, copies, unreadable, cut(partitions), letters, committed);
  }

  private List<String> cut(List<TopicPartition> partitions) {
    TreeSet<String> cut = new TreeSet<>();
    broker
        .begins(partitions)
        .forEach(
            (partition, begin) -> {
              if (begin > 0) {
                cut.add(partition.topic());
              }
            });
    return List.copyOf(cut);
  }

  private static Map<TopicPartition, Long> of(Map<TopicPartition, Long> ends, String topic) {
    return ends.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private <T> CompletableFuture<T> database(
      ExecutorService threads, BoundedContext context, Function<Snapshot, T> read) {
    return start(
        threads,
        () -> {
          try (Snapshot snapshot = Snapshot.of(context, connections)) {
            return read.apply(snapshot);
          }
        });
  }

  private static <T> CompletableFuture<T> start(ExecutorService threads, Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof CannotAudit cannot ? cannot : e;
    }
  }
}
