package stampede.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCategory;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;
import stampede.platform.api.ApiReply;
import stampede.platform.json.Json;
import stampede.platform.telemetry.Traces;

/** Writes what a client gets. The one place where failures become HTTP. */
final class Answers {

  static final String TRACE_ID = "Trace-Id";

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final String PROBLEM = "application/problem+json";

  private Answers() {}

  static void write(HttpServerResponse response, ApiReply reply) {
    switch (reply) {
      case ApiReply.Done done -> write(response, done);
      case ApiReply.Refused refused -> write(response, refused);
    }
  }

  /** Writes a failure, unless the client has left; a bug of ours is logged here, once. */
  static void write(HttpServerResponse response, Throwable failure) {
    switch (failure) {
      case Refusal refusal -> write(response, refusal.reply());
      case ServiceFailure service ->
          write(response, ApiReply.refused(service.code(), String.valueOf(service.getMessage())));
      case HttpClosedException left -> LOG.debug("a client broke off: {}", left.getMessage());
      default -> {
        LOG.error("a request failed by a bug of ours", failure);
        write(response, ApiReply.refused(FailureCode.INTERNAL_ERROR, "an internal error"));
      }
    }
  }

  /** Writes why there is no telling what a client asked for. */
  static void writeUnreadable(HttpServerResponse response, @Nullable Throwable cause) {
    switch (cause) {
      case Refusal refusal -> write(response, refusal.reply());
      case TooLongHttpLineException line ->
          write(response, 414, tooLarge("a first line", GatewayVerticle.LONGEST_LINE));
      case TooLongHttpHeaderException headers ->
          write(response, 431, tooLarge("headers", GatewayVerticle.LARGEST_HEADERS));
      case null, default ->
          write(response, Framing.malformed("the request's head is malformed").reply());
    }
  }

  private static ApiReply.Refused tooLarge(String what, int most) {
    return ApiReply.refused(
        FailureCode.REQUEST_TOO_LARGE, "expected %s of at most %d bytes".formatted(what, most));
  }

  private static void write(HttpServerResponse response, ApiReply.Done done) {
    begin(response, done.status());
    done.headers().forEach(response::putHeader);
    if (done.body().length() > 0) {
      response.putHeader("Content-Type", "application/json");
    }
    response.end(done.body());
  }

  private static void write(HttpServerResponse response, ApiReply.Refused refused) {
    write(response, status(refused.code().category()), refused);
  }

  private static void write(HttpServerResponse response, int status, ApiReply.Refused refused) {
    FailureCode code = refused.code();
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:stampede:problem:" + code.slug());
    problem.put("title", code.title());
    problem.put("status", status);
    problem.put("detail", refused.detail());
    problem.put("code", code.number());
    if (!refused.pointer().isEmpty()) {
      problem.put("pointer", refused.pointer());
    }
    problem.put("traceId", Traces.currentId());
    problem.putAll(refused.more());
    begin(response, status);
    response.putHeader("Content-Type", PROBLEM);
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    boolean shouldComeAgain = status == 503 || status == 429;
    if (shouldComeAgain && !response.headers().contains("Retry-After")) {
      response.putHeader("Retry-After", "1");
    }
    Buffer body = Json.writeBuffer(problem);
    response.end(body);
  }

  /** Sets what every answer has. */
  static void begin(HttpServerResponse response, int status) {
    response
        .setStatusCode(status)
        .putHeader(TRACE_ID, Traces.currentId())
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  private static int status(FailureCategory category) {
    return switch (category) {
      case MALFORMED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case PRECONDITION_FAILED -> 412;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA -> 415;
      case UNPROCESSABLE -> 422;
      case PRECONDITION_REQUIRED -> 428;
      case LIMITED -> 429;
      case BUG -> 500;
      case OVERLOADED, UNAVAILABLE -> 503;
      case UNKNOWN -> 504;
    };
  }
}
