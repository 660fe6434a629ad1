package stampede.simulators.partner;

/** What goes wrong between a request and its answer. */
public enum Mishap {
  /** Nothing: it is done and answered. */
  NONE,
  /** 500, nothing done. */
  ERROR_BEFORE,
  /** No answer, nothing done. */
  HANG_BEFORE,
  /** Done, then 500. */
  ERROR_AFTER,
  /** Done, no answer. */
  HANG_AFTER,
  /** Done, then the connection is closed. */
  RESET_AFTER
}
