package stampede.cli.client;

/** What may happen to a request on its way to the shop and back. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** The shop says 503 and has done nothing. */
  UNAVAILABLE,
  /** The shop says 503 with a Retry-After and has done nothing. */
  BUSY_FOR_A_SECOND,
  /** The shop says that it deals with this key just now. */
  KEY_IN_FLIGHT,
  /** It is done, and the connection breaks before the answer comes. */
  ANSWER_LOST
}
