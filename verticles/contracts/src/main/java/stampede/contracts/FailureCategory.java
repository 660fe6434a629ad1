package stampede.contracts;

/**
 * What kind of failure it is, and so whether trying again can help. The gateway maps each to HTTP.
 */
public enum FailureCategory {
  /** The request could not be read. */
  MALFORMED,
  /** The request was read, and says something that cannot be. */
  UNPROCESSABLE,
  /** No token, or none that holds. */
  UNAUTHENTICATED,
  /** The caller is known and may not do this. */
  FORBIDDEN,
  /** There is no such thing, or it is not the caller's to know of. */
  NOT_FOUND,
  /** The thing exists, but this cannot be done with it. */
  METHOD_NOT_ALLOWED,
  /** The thing exists and is not in a state that allows it. */
  CONFLICT,
  /** The thing has changed since the caller looked. */
  PRECONDITION_FAILED,
  /** The caller must say which version it looked at. */
  PRECONDITION_REQUIRED,
  /** The body is of a kind that is not read here. */
  UNSUPPORTED_MEDIA,
  /** The request is larger than what is read here. */
  TOO_LARGE,
  /** Not executed, because the caller has asked more often than it may; try again later. */
  LIMITED,
  /** Not executed, because there is too much to do; try again later. */
  OVERLOADED,
  /** Not executed, because what it needs is away; try again later. */
  UNAVAILABLE,
  /** It may or may not have been executed; try again with the same idempotency key. */
  UNKNOWN,
  /** A bug of ours. */
  BUG
}
