/**
 * Questions between services, and to partners outside.
 *
 * <p>Discovery decides where, the event bus carries. Each node publishes a record per service that
 * it runs ({@link stampede.platform.calls.ServiceRegistry}) and serves each address under a name
 * that is its own; its verticle instances share it. A caller keeps a snapshot of the records, takes
 * its own node when that serves the service, else picks one, and asks under a deadline that goes
 * with the request ({@link stampede.platform.calls.ServiceCalls}). Partners over HTTP are asked
 * through {@link stampede.platform.calls.Partner}. Calls that leave the process go through a
 * circuit breaker.
 *
 * <p>Every failure says what is known: <em>unavailable</em> and <em>overloaded</em> were certainly
 * not executed, <em>unknown</em> may have been.
 */
package stampede.platform.calls;
