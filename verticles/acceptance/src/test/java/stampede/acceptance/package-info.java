/**
 * Tests of the whole: what no module can see alone.
 *
 * <p>The map is kept true here. Who may know whom is a table in {@code ArchitectureTest}; which
 * messages go from where to where is read off the code by {@code MessageFlow}, held against what a
 * running node does, and against the README's table; what each message looks like on the wire lies
 * as a golden file beside the tests; every setting with its default stands in one list.
 *
 * <p>What the system promises is tried from the outside: the shop, its services, PostgreSQL, Kafka,
 * the payment provider and the carrier are real processes, clients speak HTTP, and what came of an
 * order is read where it matters: from the API, from the stock, and from the provider's own ledger.
 * {@link stampede.acceptance.ShopProcess} starts a shop on data and ports of its own. Classes that
 * disturb nobody share {@link stampede.acceptance.SharedShop}, in which the carrier moves parcels
 * only when a test tells it to, so that no test races with a van. Every process ends with the
 * tests; what it said is kept under {@code target/shops} and shown when a test fails.
 */
package stampede.acceptance;
