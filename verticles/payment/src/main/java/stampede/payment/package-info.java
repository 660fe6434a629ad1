/**
 * The money of an order: one payment each, captured at most once, given back to what is owed.
 *
 * <p>It owns payments. A payment follows its order: {@code OrderPlaced} makes it, every later event
 * that changes what is owed is taken over. Its one rule: once captured, <em>captured − refunds =
 * owed</em>; whatever is over is refunded by itself, be it a cancelled line, a cancelled order, or
 * money that was captured after the order had been cancelled.
 *
 * <p>The provider is another system and is asked over HTTP through a breaker, outside of any
 * transaction. Before it is asked, the attempt is written down; the order's id is the reference, so
 * that asking again is harmless. When no clear answer comes, the payment is {@code Unknown} and
 * asked about until it is known: captured, declined, or, when time is up or the order is cancelled,
 * voided, after which the provider will never take it. Callbacks only make that faster.
 *
 * <p>In: the events of {@code stampede.order}, the provider's signed callbacks, staff's refunds.
 * Out: the events of {@code stampede.payment}.
 */
package stampede.payment;
