package stampede.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/**
 * Lets requests that arrive together share one transaction. While one batch commits, what arrives
 * waits; when the commit returns, everything that waits goes as the next batch. There is no timer:
 * a lone request goes at once, and the batch grows with the load (group commit, as databases do
 * with their log; Gray and Reuter, Transaction Processing, 1993).
 *
 * <p>Order of arrival is kept. Not thread-safe: used from one event loop, one per verticle
 * instance.
 */
public final class GroupCommit<Q, A> {

  private final int largestBatch;
  private final int longestQueue;
  private final Function<List<Q>, Future<List<A>>> commit;
  private final Queue<Waiting<Q, A>> queue = new ArrayDeque<>();
  private boolean committing;

  /**
   * A group.
   *
   * @param largestBatch how many requests may share a transaction
   * @param longestQueue how many may wait; more are refused as {@link FailureCode#TOO_MUCH_TO_DO}
   * @param commit settles a batch in one transaction, one answer per request in the same order
   */
  public GroupCommit(
      int largestBatch, int longestQueue, Function<List<Q>, Future<List<A>>> commit) {
    this.largestBatch = largestBatch;
    this.longestQueue = longestQueue;
    this.commit = commit;
  }

  /** Answers when the batch that holds the request has been committed. */
  public Future<A> submit(Q request) {
    if (queue.size() >= longestQueue) {
      return Future.failedFuture(
          new ServiceFailure(FailureCode.TOO_MUCH_TO_DO, "too many requests are waiting"));
    }
    Promise<A> answer = promise();
    queue.add(new Waiting<>(request, answer));
    commitNext();
    return answer.future();
  }

  /**
   * Completes on the context of its own request, not on that of the request it shares a batch with.
   */
  private static <A> Promise<A> promise() {
    ContextInternal context = ContextInternal.current();
    return context == null ? Promise.promise() : context.promise();
  }

  private void commitNext() {
    if (committing || queue.isEmpty()) {
      return;
    }
    committing = true;
    List<Waiting<Q, A>> batch = new ArrayList<>(Math.min(queue.size(), largestBatch));
    while (batch.size() < largestBatch && !queue.isEmpty()) {
      batch.add(queue.remove());
    }
    settle(batch)
        .onComplete(
            settled -> {
              committing = false;
              commitNext();
            });
  }

  private Future<Void> settle(List<Waiting<Q, A>> batch) {
    List<Q> requests = batch.stream().map(Waiting::request).toList();
    return Future.<Void>succeededFuture()
        .compose(ignored -> commit.apply(requests))
        .transform(
            result -> {
              if (result.succeeded()) {
                answerAll(batch, result.result());
                return Future.succeededFuture();
              }
              return settleFailed(batch, result.cause());
            });
  }

  /** One bad request must not fail its neighbours: what is certainly not done is tried alone. */
  private Future<Void> settleFailed(List<Waiting<Q, A>> batch, Throwable failure) {
    if (batch.size() == 1 || failure instanceof ServiceFailure) {
      batch.forEach(waiting -> waiting.answer().fail(failure));
      return Future.succeededFuture();
    }
    Future<Void> one = Future.succeededFuture();
    for (Waiting<Q, A> waiting : batch) {
      one = one.compose(ignored -> settle(List.of(waiting)));
    }
    return one;
  }

  private void answerAll(List<Waiting<Q, A>> batch, List<A> answers) {
    if (answers.size() != batch.size()) {
      IllegalStateException bug =
          new IllegalStateException(
              "%d answers for %d requests".formatted(answers.size(), batch.size()));
      batch.forEach(waiting -> waiting.answer().fail(bug));
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      batch.get(i).answer().complete(answers.get(i));
    }
  }

  private record Waiting<Q, A>(Q request, Promise<A> answer) {}
}
