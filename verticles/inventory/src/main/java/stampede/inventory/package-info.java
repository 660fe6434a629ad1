/**
 * The inventory: what there is, what is held for whom, what is sold.
 *
 * <p>It owns, per product, the stock: <em>received = available + reserved + sold</em>, none
 * negative, checked by PostgreSQL at every commit. And per order one reservation, which is held
 * until paid or expired, then sold, and ends when everything has come back.
 *
 * <p>In: {@code inventory.reserve-stock.v1} and {@code inventory.abandon-reservation.v1} on the
 * bus, staff's receipts and adjustments, the events of {@code stampede.order} (paid: commit;
 * cancelled: release; returned: take back), and the clock (expired: release). Out: the events of
 * {@code stampede.inventory}.
 *
 * <p>Reservations that arrive together are settled in one transaction (see {@link
 * stampede.platform.database.GroupCommit}), because a row that everybody wants gives one commit
 * after the other. Locks are always taken in the same order: reservations by id, then stock by SKU.
 */
package stampede.inventory;
