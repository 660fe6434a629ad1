/**
 * What every node does the same way, so that a context holds nothing but its business.
 *
 * <ul>
 *   <li>{@code settings}: what an operator may set, checked all at once.
 *   <li>{@code node}: the life of a process, from start over readiness and drain to its end.
 *   <li>{@code calls}: questions between services, by discovery, deadline and breaker.
 *   <li>{@code api}: what the gateway hands to a service, and gets back.
 *   <li>{@code events}: outbox, relay, inbox, dead letters: at least once on the wire, one effect.
 *   <li>{@code database}: a service's own PostgreSQL; transactions, group commit, migrations.
 *   <li>{@code json}: JSON, strict towards the outside, tolerant towards our own past.
 *   <li>{@code telemetry}: metrics, traces, structured logs.
 * </ul>
 */
package stampede.platform;
