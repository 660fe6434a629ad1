/**
 * Orders, from placed to delivered or cancelled.
 *
 * <p>It owns orders and nothing else: {@link stampede.order.Order} and its states are the rules,
 * each state a type that has just the transitions that are legal in it. Placing an order takes the
 * prices from our copy of the catalogue, holds the stock at the inventory, and only then writes the
 * order; what is acknowledged is durable. From there on the order is choreographed: payment,
 * inventory and delivery follow {@code stampede.order}, and the order follows theirs. Nobody
 * commands. Every event says what is owed from then on.
 *
 * <pre>
 *   PLACED ──────────► PAID ──────────► CONFIRMED ──► SHIPPED ──► DELIVERED
 *     │ ▲ payment       │  stock is        │ ▲            │           │ lines may be returned
 *     ▼ │ unknown       │  committed       ▼ │            │
 *   PAYMENT_UNKNOWN     │              CANCELLING        │
 *     │                 │                  │             │
 *     └────────────────►┴───► CANCELLED ◄──┴─────────────┘ delivery failed
 * </pre>
 *
 * <p>In: clients' calls; the events of {@code stampede.catalog}, {@code stampede.inventory}, {@code
 * stampede.payment}, {@code stampede.delivery}. Out: {@code stampede.order}; the question {@code
 * inventory.reserve-stock.v1}.
 */
package stampede.order;
