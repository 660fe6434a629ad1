package stampede.simulators.partner;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every partner's HTTP interface has: health, the API key, the limit of bodies, problems, the
 * faults, and the ledger for the auditor.
 */
public final class FrontDoor {

  /** The media type of bodies. */
  public static final String JSON = "application/json";

  static final long LARGEST_BODY = 64 * 1024;

  private static final Logger LOGGER = LoggerFactory.getLogger(FrontDoor.class);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final long LARGEST_PAGE = 10_000;

  private final byte[] authorization;
  private final Ledger<?> ledger;
  private final FaultBoard faults;

  FrontDoor(String apiKey, Ledger<?> ledger, FaultBoard faults) {
    authorization = ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8);
    this.ledger = ledger;
    this.faults = faults;
  }

  /** A router with all of that, for the partner to add its own routes. */
  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    Problems.addTo(router);
    router.get("/health").handler(this::health);
    router.route().handler(this::authenticate);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.get("/v1/ledger").handler(this::ledger);
    router.get("/v1/faults").handler(this::faults);
    router.put("/v1/faults").consumes(JSON).handler(this::setFaults);
    router.delete("/v1/faults").handler(this::removeFaults);
    return router;
  }

  /** A name the caller chose, from the path; a {@link Refusal} (400) when it cannot be one. */
  public static String name(RoutingContext call, String parameter) {
    String name = call.pathParam(parameter);
    if (!NAME.matcher(name).matches()) {
      throw Refusal.parameter(
          parameter,
          "1 to 64 letters, digits, dots, dashes or underscores, of which the first is a letter or digit");
    }
    return name;
  }

  /** The fields of the body. */
  public static JsonFields body(RoutingContext call) {
    Buffer body = call.body().buffer();
    return JsonFields.read(body == null ? new byte[0] : body.getBytes());
  }

  private void health(RoutingContext call) {
    boolean up = !ledger.ended().isComplete();
    send(call, up ? 200 : 503, new JsonObject().put("status", up ? "up" : "down"));
  }

  private void authenticate(RoutingContext call) {
    String given = call.request().getHeader("Authorization");
    if (given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
      call.next();
    } else {
      call.response().putHeader("WWW-Authenticate", "Bearer");
      call.fail(401);
    }
  }

  private void ledger(RoutingContext call) {
    long after = query(call, "after", 0, Long.MAX_VALUE, 0);
    int most = (int) query(call, "limit", 1, LARGEST_PAGE, 1_000);
    ledger.page(after, most).onSuccess(page -> send(call, page)).onFailure(call::fail);
  }

  /** Straight from the journal file, without reading it. */
  private static void send(RoutingContext call, LedgerPage page) {
    call.response()
        .putHeader("Content-Type", "application/x-ndjson")
        .sendFile(page.file().toString(), page.begin(), page.length())
        .onFailure(
            failure -> {
              if (call.response().headWritten()) {
                LOGGER.debug("the caller left before the page was sent", failure);
              } else {
                call.fail(failure);
              }
            });
  }

  private static long query(
      RoutingContext call, String name, long smallest, long largest, long otherwise) {
    String given = call.request().getParam(name);
    if (given == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(given);
      if (number >= smallest && number <= largest) {
        return number;
      }
    } catch (NumberFormatException invalid) {
      LOGGER.debug("{} is no number", name, invalid);
    }
    throw Refusal.parameter(name, "a whole number from " + smallest + " to " + largest);
  }

  private void faults(RoutingContext call) {
    send(call, 200, faults.faults().write(faults.supported()));
  }

  private void setFaults(RoutingContext call) {
    faults.set(Faults.read(body(call), faults.supported()));
    faults(call);
  }

  private void removeFaults(RoutingContext call) {
    faults.set(Faults.none());
    faults(call);
  }

  private static void send(RoutingContext call, int status, JsonObject body) {
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", JSON)
        .end(body.toBuffer())
        .onFailure(gone -> LOGGER.debug("the caller left before its answer", gone));
  }
}
