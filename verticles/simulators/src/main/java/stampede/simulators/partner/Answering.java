package stampede.simulators.partner;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what callers ask for and answers them, or does not, as their treatment says; and
 * sends the news to callers who were not told. Event loop only.
 */
public final class Answering {

  private static final Logger LOGGER = LoggerFactory.getLogger(Answering.class);

  private final Vertx vertx;
  private final Optional<Callbacks> callbacks;
  private final boolean tellAll;
  private final Set<RoutingContext> hanging = new HashSet<>();

  Answering(Vertx vertx, Optional<Callbacks> callbacks, boolean tellAll) {
    this.vertx = vertx;
    this.callbacks = callbacks;
    this.tellAll = tellAll;
  }

  /** Carries out the deed, unless the treatment forbids, and answers with its outcome. */
  public void answer(RoutingContext call, Treatment treatment, Supplier<Future<Outcome>> deed) {
    switch (treatment.mishap()) {
      case ERROR_BEFORE -> fail(call);
      case HANG_BEFORE -> hang(call);
      case NONE, ERROR_AFTER, HANG_AFTER, RESET_AFTER ->
          deed.get()
              .recover(Answering::refused)
              .compose(outcome -> delayed(outcome, treatment.delayMillis()))
              .onSuccess(outcome -> conclude(call, treatment, outcome))
              .onFailure(call::fail);
    }
  }

  /** Sends news, whoever else was told. */
  public void tell(Update update) {
    callbacks.ifPresent(way -> way.send(update));
  }

  /** Closes the connections of those who would wait for ever. */
  void abandonHanging() {
    Set.copyOf(hanging).forEach(Answering::disconnect);
  }

  /** A refusal is an outcome like others, and as late or lost as they are. */
  private static Future<Outcome> refused(Throwable failure) {
    return failure instanceof Refusal refusal
        ? Future.succeededFuture(Outcome.refused(refusal))
        : Future.failedFuture(failure);
  }

  private Future<Outcome> delayed(Outcome outcome, long millis) {
    if (millis <= 0) {
      return Future.succeededFuture(outcome);
    }
    Promise<Outcome> later = Promise.promise();
    vertx.setTimer(millis, now -> later.complete(outcome));
    return later.future();
  }

  private void conclude(RoutingContext call, Treatment treatment, Outcome outcome) {
    boolean spared = treatment.onlyWhenChanged() && outcome.update().isEmpty();
    boolean told =
        switch (spared ? Mishap.NONE : treatment.mishap()) {
          case NONE, ERROR_BEFORE, HANG_BEFORE -> send(call, outcome);
          case ERROR_AFTER -> fail(call);
          case HANG_AFTER -> hang(call);
          case RESET_AFTER -> disconnect(call);
        };
    if (tellAll || !told) {
      outcome.update().ifPresent(this::tell);
    }
  }

  /** Answers, and says whether the caller was still there. */
  private static boolean send(RoutingContext call, Outcome outcome) {
    if (call.response().closed()) {
      return false;
    }
    call.response()
        .setStatusCode(outcome.status())
        .putHeader("Content-Type", outcome.mediaType())
        .end(outcome.body().toBuffer())
        .onFailure(gone -> LOGGER.debug("the caller left before its answer", gone));
    return true;
  }

  private static boolean fail(RoutingContext call) {
    Problems.send(call, 500, Problems.body(500, "a fault that was asked for"));
    return false;
  }

  private boolean hang(RoutingContext call) {
    if (!call.response().closed()) {
      hanging.add(call);
      call.response().closeHandler(left -> hanging.remove(call));
    }
    return false;
  }

  private static boolean disconnect(RoutingContext call) {
    call.request()
        .connection()
        .close()
        .onFailure(closed -> LOGGER.debug("the connection was already closed", closed));
    return false;
  }
}
