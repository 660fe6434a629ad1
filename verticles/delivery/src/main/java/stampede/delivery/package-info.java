/**
 * The way of an order to its customer: one shipment each.
 *
 * <p>It owns shipments. {@code OrderConfirmed} makes one; the carrier, another system, is asked
 * over HTTP through a breaker to take it, and from then on tells by signed callbacks where it is.
 * As callbacks can be lost, the carrier is also asked by itself about what has not been heard of.
 *
 * <p>While the carrier does not have the parcel, pieces can still be kept here: {@code
 * OrderCancellationRequested} is answered with {@code DeliveryReleased} only after the carrier has
 * given its word that it will not collect that parcel; what is left of the order is booked as a new
 * one. Once collected it is {@code DeliveryNotReleased}.
 *
 * <pre>
 *   Pending ──► Scheduled ──► Dispatched ──► Delivered
 *     ▲ │ refused  │  ▲          │ failed
 *     │ └──────────┼──┼──────────┴──► Failed
 *     │            ▼  │ too late
 *     └───────── Stopping ──► Stopped
 *      parts left             nothing left
 * </pre>
 *
 * <p>In: the events of {@code stampede.order}, the carrier's callbacks. Out: the events of {@code
 * stampede.delivery}.
 */
package stampede.delivery;
