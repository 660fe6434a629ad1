package stampede.simulators.partner;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request as {@code application/problem+json} (RFC 9457). */
final class Problems {

  private static final Logger LOGGER = LoggerFactory.getLogger(Problems.class);

  static final String MEDIA_TYPE = "application/problem+json";

  private static final int[] STATUSES = {400, 401, 404, 405, 406, 413, 415, 500, 503};

  private Problems() {}

  static void addTo(Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, call -> answer(call, status));
    }
  }

  static JsonObject body(int status, String detail) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", detail);
  }

  static void send(RoutingContext call, int status, JsonObject problem) {
    if (call.response().ended() || call.response().closed()) {
      return;
    }
    call.response()
        .setStatusCode(status)
        .putHeader("Content-Type", MEDIA_TYPE)
        .end(problem.toBuffer())
        .onFailure(gone -> LOGGER.debug("the caller left before its answer", gone));
  }

  private static void answer(RoutingContext call, int status) {
    switch (call.failure()) {
      case Refusal refusal -> send(call, refusal.status(), refusal.problem());
      case LedgerClosed closed -> send(call, 503, body(503, "stopping, try again later"));
      case CannotRun unknown -> send(call, 500, body(500, "whether it was done is not known"));
      case null -> send(call, status, body(status, detail(status)));
      default -> {
        if (status == 500) {
          LOGGER.error(
              "a bug: {} {}", call.request().method(), call.request().path(), call.failure());
        }
        send(call, status, body(status, detail(status)));
      }
    }
  }

  private static String detail(int status) {
    return switch (status) {
      case 400 -> "the request cannot be read";
      case 401 -> "expected the header Authorization: Bearer <API key>";
      case 404 -> "there is nothing under this path";
      case 405 -> "this path does not take this method";
      case 413 -> "the body must be at most " + FrontDoor.LARGEST_BODY + " bytes";
      case 415 -> "the body must be application/json, and the header Content-Type must say so";
      default -> "the request could not be carried out";
    };
  }
}
