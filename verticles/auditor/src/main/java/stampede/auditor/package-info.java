/**
 * Proves from the outside that the shop's books are right.
 *
 * <p>The auditor trusts nobody's word. It reads what every service has written down (one read-only
 * snapshot per database), what every service has said (all topics from offset 0), and what the
 * payment provider has written down in a ledger of its own; folds the events by itself; and
 * compares. It shares no code with the contexts, only their contracts.
 *
 * <pre>
 *   databases ──► *Reader ──► rows ─────┐
 *   topics ─────► TopicReader ──► folds ├──► Books ──► *Checks ──► Findings ──► AuditReport
 *   ledger ─────► LedgerReader ──► accounts ┘
 * </pre>
 *
 * <p>The readers block and keep compact facts; the checks are pure functions of these. The
 * invariants:
 *
 * <ul>
 *   <li><b>S</b> stock: per SKU received = available + reserved + sold, none negative, each equal
 *       to what the reservations, the movements and the events add up to; no hold outlives its
 *       time.
 *   <li><b>M</b> money: per order captured − refunded = what is owed; at most one capture in the
 *       provider's own ledger, which agrees with the payments both ways; totals are exact.
 *   <li><b>E</b> events: their fold is the state, without gap or contradiction; every outbox row is
 *       on its topic; every consumer has had every event once; copies of data are equal.
 *   <li><b>A</b> orders: each exists exactly once, and the contexts agree on where it stands.
 *   <li><b>L</b> liveness: what should have happened by now has happened.
 * </ul>
 *
 * <p>Work that is under way is no violation. An order is compared across contexts when all its
 * events have had their effect everywhere; until then it is listed as open, and as L when it has
 * taken too long.
 */
package stampede.auditor;
