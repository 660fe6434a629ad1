/**
 * Events between contexts: at least once on the wire, in order and exactly once in their effect.
 *
 * <p>Out: a store appends the events of a decision to the {@link stampede.platform.events.Outbox}
 * in the transaction that changes the state. One {@link stampede.platform.events.OutboxRelay} per
 * database, chosen by an advisory lock, sends the rows to the context's topic in the order they
 * were written and deletes them when the broker has acknowledged them. A crash anywhere makes it
 * send again, never lose.
 *
 * <p>In: an {@link stampede.platform.events.EventConsumer} polls the topics, hands each partition's
 * events to the {@link stampede.platform.events.Inbox} and commits the offsets after the effects
 * are durable. The inbox knows by sequence number, per aggregate, what has had its effect: copies
 * are dropped, events that come too early are parked until their predecessors are there. So a
 * handler sees every event once and in order, whatever the wire does, and a whole topic can be
 * replayed without changing a thing.
 *
 * <p>What cannot be read or handled goes to the consumer's dead-letter topic with the reason; later
 * events of the same aggregate wait parked until it is redriven. Aggregates do not wait for each
 * other.
 */
package stampede.platform.events;
