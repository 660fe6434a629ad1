package stampede.inventory;

/** What came of booking pieces in or out. */
sealed interface MovementOutcome {

  /** It was done, now or when it was first asked for. */
  record Moved(Stock stock) implements MovementOutcome {}

  /** More would have gone than is available. */
  record TooFew(long available) implements MovementOutcome {}

  /** The product has never been received. */
  record NotInStock() implements MovementOutcome {}

  /** The key belongs to another request. */
  record KeyReused() implements MovementOutcome {}
}
