package stampede.account;

/** What came of a change that is based on a version. */
sealed interface Change<T> {

  /** It is so from now on. */
  record Done<T>(T now) implements Change<T> {}

  /** It has another version by now. */
  record Stale<T>(long version) implements Change<T> {}

  /** There is no such thing. */
  record Missing<T>() implements Change<T> {}
}
