package stampede.inventory;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import stampede.contracts.inventory.ReservationOutcome;
import stampede.contracts.inventory.ReserveStock;
import stampede.contracts.inventory.StockEvent;
import stampede.platform.aggregate.AggregateStore;
import stampede.platform.aggregate.AggregateStore.Change;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Due;
import stampede.platform.aggregate.Instruction;
import stampede.platform.aggregate.Mapping;
import stampede.platform.database.Database;
import stampede.platform.database.SqlFailures;
import stampede.platform.events.Outbox;
import stampede.platform.telemetry.Traces;

/**
 * The reservations in PostgreSQL. They, the stock that they move and their events commit together.
 */
final class ReservationStore {

  private static final Mapping<Reservation> MAPPING =
      new Mapping<>(
          "reservation",
          Reservation.class,
          Reservation::orderId,
          Reservation::version,
          reservation -> reservation.getClass().getSimpleName(),
          reservation ->
              reservation instanceof Reservation.Held held
                  ? Optional.of(held.expiresAt())
                  : Optional.empty());

  private static final String EXISTING =
      """
      SELECT document::text FROM reservation WHERE id = ANY ($1)
      UNION ALL
      SELECT document::text FROM reservation
      WHERE state = 'Held' AND document ->> 'attempt' = ANY ($2) AND id <> ALL ($1)
      """;

  private final Database database;
  private final StockStore stock;
  private final Outbox<StockEvent> outbox;
  private final AggregateStore<Reservation, StockEvent> reservations;

  ReservationStore(Database database, StockStore stock, Outbox<StockEvent> outbox) {
    this.database = database;
    this.stock = stock;
    this.outbox = outbox;
    this.reservations = new AggregateStore<>(MAPPING, outbox);
  }

  /**
   * A request to hold stock.
   *
   * @param trace the {@code traceparent} of whoever asks
   */
  record Asked(ReserveStock request, String trace) {}

  /** Settles requests that came together, in one transaction; one outcome each, in their order. */
  Future<List<ReservationOutcome>> reserve(List<Asked> asked) {
    List<ReserveStock> requests = asked.stream().map(Asked::request).toList();
    Map<UUID, String> orderIdToTrace = new HashMap<>();
    asked.forEach(each -> orderIdToTrace.put(each.request().orderId(), each.trace()));
    Set<String> skus = new TreeSet<>();
    for (ReserveStock request : requests) {
      request.lines().forEach(line -> skus.add(line.sku()));
    }
    return database
        .inTransaction(
            transaction ->
                stock
                    .lock(transaction, skus)
                    .compose(
                        available ->
                            existing(transaction, requests)
                                .map(known -> Allotment.of(available, known, requests)))
                    .compose(
                        allotment ->
                            grant(transaction, allotment.granted(), orderIdToTrace)
                                .map(allotment.outcomes())))
        .onSuccess(done -> outbox.committed());
  }

  /** Those of the same orders, and those that earlier tries at the same orders still hold. */
  private Future<List<Reservation>> existing(
      SqlConnection transaction, List<ReserveStock> requests) {
    return transaction
        .preparedQuery(EXISTING)
        .execute(
            Tuple.tuple()
                .addArrayOfUUID(requests.stream().map(ReserveStock::orderId).toArray(UUID[]::new))
                .addArrayOfString(
                    requests.stream().map(ReserveStock::attempt).toArray(String[]::new)))
        .map(
            rows -> {
              List<Reservation> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(reservations.read(row)));
              return found;
            });
  }

  private Future<Void> grant(
      SqlConnection transaction,
      List<Decision<Reservation, StockEvent>> granted,
      Map<UUID, String> orderIdToTrace) {
    Map<String, StockShift> shifts = new TreeMap<>();
    granted.forEach(decision -> shift(shifts, Optional.empty(), decision.after().orElseThrow()));
    return stock
        .shift(transaction, shifts)
        .compose(
            shifted ->
                reservations.insert(
                    transaction, granted, held -> orderIdToTrace.get(held.orderId())));
  }

  /** Carries out instructions within that transaction, the stock moving along. */
  Future<Void> carryOut(
      SqlConnection transaction, List<Instruction<Reservation, StockEvent>> instructions) {
    return reservations
        .carryOut(transaction, instructions)
        .map(ReservationStore::shifts)
        .compose(
            shifts ->
                stock
                    .lock(transaction, shifts.keySet())
                    .compose(locked -> stock.shift(transaction, shifts)));
  }

  /** Gives back what is held for that order, and sees to it that nothing ever will be. */
  Future<Void> abandon(UUID orderId) {
    Instruction<Reservation, StockEvent> instruction =
        new Instruction<>(
            orderId, before -> Reservation.abandon(orderId, before), Traces.currentParent());
    Supplier<Future<Void>> attempt = () -> inTransaction(List.of(instruction));
    return attempt
        .get()
        .recover(
            failure ->
                SqlFailures.brokenUniqueConstraint(failure).isPresent()
                    ? attempt.get() // it was being held at the same moment
                    : Future.failedFuture(failure));
  }

  private Future<Void> inTransaction(List<Instruction<Reservation, StockEvent>> instructions) {
    return database
        .inTransaction(transaction -> carryOut(transaction, instructions))
        .onSuccess(done -> outbox.committed());
  }

  /** Ends at most so many reservations whose time is over; how many there were. */
  Future<Integer> expire(Instant now, int most) {
    return database
        .inTransaction(
            transaction ->
                reservations
                    .due(transaction, now, most)
                    .compose(
                        due ->
                            carryOut(
                                    transaction,
                                    due.stream().map(each -> expiry(each, now)).toList())
                                .map(due.size())))
        .onSuccess(done -> outbox.committed());
  }

  private static Instruction<Reservation, StockEvent> expiry(Due<Reservation> due, Instant now) {
    return Instruction.change(
        due.aggregate().orderId(), reservation -> reservation.expire(now), due.trace());
  }

  private static Map<String, StockShift> shifts(List<Change<Reservation>> changes) {
    Map<String, StockShift> total = new TreeMap<>();
    changes.forEach(change -> shift(total, change.before(), change.after()));
    return total;
  }

  private static void shift(
      Map<String, StockShift> total, Optional<Reservation> before, Reservation after) {
    StockShift.between(before, after)
        .forEach((sku, shift) -> total.merge(sku, shift, StockShift::plus));
  }
}
