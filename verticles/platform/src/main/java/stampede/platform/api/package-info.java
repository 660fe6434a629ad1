/**
 * What goes between the gateway and a service when a client calls: a request that has been routed,
 * authenticated and checked against the API's description, and its reply. The body passes through
 * as bytes; the gateway does not read what only the service needs.
 *
 * <p>A reply is what the client gets, or a refusal that the gateway turns into a problem (RFC
 * 9457). Which HTTP status belongs to which failure is decided there and nowhere else.
 */
package stampede.platform.api;
