package stampede.simulators.partner;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A partner that runs: its ledger is open and its HTTP server listens. One event loop serves all
 * requests, one thread keeps the ledger.
 */
public final class Partner {

  private static final long FINISH_WITHIN_SECONDS = 2;

  /** Adds what only this partner does. */
  public interface Routes<E> {
    /** Adds its routes to a router that already checks the key and reads bodies. */
    void addTo(Router router, Ledger<E> ledger, Answering answering);
  }

  /**
   * What makes a partner this partner.
   *
   * @param format of its ledger
   * @param clockwork what happens by itself
   * @param faults that can be set
   * @param tellAll whether news is sent of all changes, or only of those the caller was not told
   * @param routes its HTTP interface
   */
  public record Trade<E>(
      EntryFormat<E> format,
      Clockwork<E> clockwork,
      FaultBoard faults,
      boolean tellAll,
      Routes<E> routes) {}

  private final Vertx vertx;
  private final Context context;
  private final Ledger<?> ledger;
  private final Answering answering;
  private final HttpServer server;

  private Partner(
      Vertx vertx, Context context, Ledger<?> ledger, Answering answering, HttpServer server) {
    this.vertx = vertx;
    this.context = context;
    this.ledger = ledger;
    this.answering = answering;
    this.server = server;
  }

  /**
   * Reads the ledger back and listens. Fails with {@link CannotRun}, and leaves nothing running,
   * when the directory or the port cannot be used.
   */
  public static <E> Future<Partner> start(PartnerSettings settings, Trade<E> trade) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Context context = vertx.getOrCreateContext();
    // Without a context: those of this Vert.x say nothing more once it is closed.
    Promise<Partner> started = Promise.promise();
    context
        .executeBlocking(
            () -> Books.open(settings.data(), trade.format(), trade.clockwork(), Clock.systemUTC()))
        .compose(books -> open(vertx, context, settings, trade, books))
        .onSuccess(started::complete)
        .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
    return started.future();
  }

  private static <E> Future<Partner> open(
      Vertx vertx, Context context, PartnerSettings settings, Trade<E> trade, Books<E> books) {
    Optional<Callbacks> callbacks =
        settings.callbacks().map(way -> new Callbacks(vertx, way, trade.faults()));
    Answering answering = new Answering(vertx, callbacks, trade.tellAll());
    Ledger<E> ledger =
        new Ledger<>(
            books, context, followed -> answering.tell(trade.clockwork().update(followed)));
    ledger.start();
    Router router = new FrontDoor(settings.apiKey(), ledger, trade.faults()).router(vertx);
    trade.routes().addTo(router, ledger, answering);
    return vertx
        .createHttpServer(serverOptions())
        .requestHandler(router)
        .listen(settings.port(), settings.host())
        .map(server -> new Partner(vertx, context, ledger, answering, server))
        .recover(failure -> ledger.close().transform(closed -> cannotListen(settings, failure)));
  }

  private static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setAcceptBacklog(1024)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  private static Future<Partner> cannotListen(PartnerSettings settings, Throwable failure) {
    return Future.failedFuture(
        new CannotRun(
            "Cannot listen on %s, port %d (%s). Stop what uses it, or choose another with --host or --port."
                .formatted(settings.host(), settings.port(), failure.getMessage())));
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Stops accepting, answers what is in flight within two seconds, and closes the ledger. Callbacks
   * that wait are dropped. May be called from any thread.
   */
  public Future<Void> stop() {
    Promise<Void> hungUp = Promise.promise();
    context.runOnContext(
        now -> {
          answering.abandonHanging();
          hungUp.complete();
        });
    return hungUp
        .future()
        .compose(done -> server.shutdown(FINISH_WITHIN_SECONDS, TimeUnit.SECONDS))
        .eventually(ledger::close)
        .eventually(vertx::close);
  }

  /** Succeeds when it has stopped; fails with {@link CannotRun} when its disk failed. */
  public Future<Void> ended() {
    return ledger.ended();
  }
}
