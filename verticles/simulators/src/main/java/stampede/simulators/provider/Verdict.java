package stampede.simulators.provider;

/** What the customer's bank says to a new charge. */
enum Verdict {
  CAPTURE,
  DECLINE,
  PENDING
}
