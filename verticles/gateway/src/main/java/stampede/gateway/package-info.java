/**
 * The one door for clients.
 *
 * <p>The API's description, {@code openapi.yaml}, is the program: it says which operations there
 * are, which service answers each, who may call it, and what parameters and bodies must look like.
 * At start it is compiled into {@link stampede.gateway.Operations}. Beside it stand {@link
 * stampede.gateway.Routes}, compiled from a file that operators change while it runs: which
 * requests lead to which operation and service, narrowed in what ways and limited how.
 *
 * <p>A request goes through the {@link stampede.gateway.Pipeline}: route, identity, rights, limits,
 * parameters and body, and then over the bus to the service as an {@link
 * stampede.platform.api.ApiRequest}, its body as the bytes that came. What comes back is written as
 * it is, or turned into a problem (RFC 9457): this is the only place where failures become HTTP.
 *
 * <p>Nothing that a client says about himself goes through: services learn the {@link
 * stampede.contracts.Caller} from here alone.
 */
package stampede.gateway;
