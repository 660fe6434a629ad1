package stampede.contracts;

/** What a caller may act as. */
public enum Role {
  /** Nobody we know: may look at what is public. */
  ANONYMOUS,
  /** A customer: acts on what is his own. */
  CUSTOMER,
  /** The shop's staff: runs catalogue, stock, refunds; sees every order. */
  STAFF,
  /** Runs the system. */
  OPERATOR
}
