package stampede.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import stampede.contracts.FailureCode;

/** Reads what comes after a request's head. */
final class RequestBody {

  /** The most that any route reads, in bytes. */
  static final int LARGEST = 1 << 20;

  /** How long the rest of a refused body is thrown away, so that its client can read why. */
  private static final long LINGER_SECONDS = 2;

  private RequestBody() {}

  /**
   * The whole body; empty when there is none.
   *
   * @param largest how many bytes it may have
   * @return a {@link Refusal} when it is too large or its chunks are malformed, and the connection
   *     is closed after it; {@link HttpClosedException} when the client breaks off
   */
  static Future<Buffer> read(HttpServerRequest request, int largest) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return Future.succeededFuture(Buffer.buffer());
    }
    if (length != null && Long.parseLong(length) > largest) {
      return Future.failedFuture(tooLarge(request, largest));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= largest) {
            body.appendBuffer(chunk);
          } else if (!whole.future().isComplete()) {
            whole.fail(tooLarge(request, largest));
          }
        });
    request.exceptionHandler(
        failure -> {
          whole.tryFail(explain(failure));
          // what has just been answered goes out before Vert.x drops the connection
          request.connection().close();
        });
    request.endHandler(ended -> whole.tryComplete(body));
    return whole.future();
  }

  private static Throwable explain(Throwable failure) {
    if (failure instanceof HttpClosedException) {
      return failure;
    }
    if (failure instanceof IOException) {
      return new HttpClosedException(String.valueOf(failure.getMessage()));
    }
    return Refusal.of(FailureCode.MALFORMED_REQUEST, "the body's chunks are malformed");
  }

  private static Refusal tooLarge(HttpServerRequest request, int largest) {
    request.response().putHeader("Connection", "close");
    request.connection().shutdown(LINGER_SECONDS, TimeUnit.SECONDS);
    return Refusal.of(
        FailureCode.REQUEST_TOO_LARGE, "expected a body of at most " + largest + " bytes");
  }
}
