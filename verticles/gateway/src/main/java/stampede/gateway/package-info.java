/**
 * The one door for clients.
 *
 * <p>The API's description, {@code openapi.yaml}, is the program: it says which operations there
 * are, which service answers each, who may call it, and what parameters and bodies must look like.
 * At start it is compiled into {@link stampede.gateway.Operations}. A request is matched, its token
 * verified, its parameters and body checked, and then handed over the bus to the service as an
 * {@link stampede.platform.api.ApiRequest}, its body as the bytes that came. What comes back is
 * written as it is, or turned into a problem (RFC 9457): this is the only place where failures
 * become HTTP.
 *
 * <p>Nothing that a client says about himself goes through: services learn the {@link
 * stampede.contracts.Caller} from here alone.
 */
package stampede.gateway;
