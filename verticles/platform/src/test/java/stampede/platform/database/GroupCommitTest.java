package stampede.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

class GroupCommitTest {

  /** A database that commits when the test says so. */
  private static final class Commits {
    final List<List<Integer>> batches = new ArrayList<>();
    final List<Promise<List<Integer>>> pending = new ArrayList<>();

    Future<List<Integer>> commit(List<Integer> batch) {
      batches.add(batch);
      Promise<List<Integer>> promise = Promise.promise();
      pending.add(promise);
      return promise.future();
    }

    void succeed(int batch) {
      pending
          .get(batch)
          .complete(batches.get(batch).stream().map(request -> request * 10).toList());
    }
  }

  @Test
  void aLoneRequestGoesAtOnce() {
    Commits commits = new Commits();
    GroupCommit<Integer, Integer> group = new GroupCommit<>(10, 10, commits::commit);

    Future<Integer> answer = group.submit(1);

    assertThat(commits.batches).containsExactly(List.of(1));
    commits.succeed(0);
    assertThat(answer.result()).isEqualTo(10);
  }

  @Test
  void whatArrivesDuringACommitSharesTheNext() {
    Commits commits = new Commits();
    GroupCommit<Integer, Integer> group = new GroupCommit<>(10, 10, commits::commit);
    group.submit(1);
    Future<Integer> second = group.submit(2);
    Future<Integer> third = group.submit(3);

    commits.succeed(0);

    assertThat(commits.batches).containsExactly(List.of(1), List.of(2, 3));
    commits.succeed(1);
    assertThat(second.result()).isEqualTo(20);
    assertThat(third.result()).isEqualTo(30);
  }

  @Test
  void aBatchIsNoLargerThanAllowed() {
    Commits commits = new Commits();
    GroupCommit<Integer, Integer> group = new GroupCommit<>(2, 10, commits::commit);
    for (int i = 0; i < 4; i++) {
      group.submit(i);
    }

    commits.succeed(0);

    assertThat(commits.batches).containsExactly(List.of(0), List.of(1, 2));
  }

  @Test
  void moreThanMayWaitIsRefused() {
    GroupCommit<Integer, Integer> group = new GroupCommit<>(1, 2, new Commits()::commit);
    group.submit(0);
    group.submit(1);
    group.submit(2);

    Future<Integer> refused = group.submit(3);

    assertThat(refused.cause())
        .isInstanceOfSatisfying(
            ServiceFailure.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.TOO_MUCH_TO_DO));
  }

  @Test
  void oneBadRequestDoesNotFailItsNeighbours() {
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(
            10,
            10,
            batch ->
                batch.contains(13)
                    ? Future.failedFuture(new IllegalArgumentException("13"))
                    : Future.succeededFuture(batch));
    Promise<List<Integer>> gate = Promise.promise();
    GroupCommit<Integer, Integer> gated =
        new GroupCommit<>(
            10, 10, batch -> batch.equals(List.of(0)) ? gate.future() : commitVia(group, batch));
    gated.submit(0);
    Future<Integer> good = gated.submit(1);
    Future<Integer> bad = gated.submit(13);
    Future<Integer> alsoGood = gated.submit(2);

    gate.complete(List.of(0));

    assertThat(good.result()).isEqualTo(1);
    assertThat(alsoGood.result()).isEqualTo(2);
    assertThat(bad.cause()).hasMessage("13");
  }

  private static Future<List<Integer>> commitVia(
      GroupCommit<Integer, Integer> group, List<Integer> batch) {
    return Future.all(batch.stream().map(group::submit).toList()).map(done -> done.<Integer>list());
  }

  @Test
  void whenTheOutcomeIsUnknownNothingIsTriedAgain() {
    List<List<Integer>> batches = new ArrayList<>();
    Promise<List<Integer>> gate = Promise.promise();
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(
            10,
            10,
            batch -> {
              batches.add(batch);
              return batches.size() == 1
                  ? gate.future()
                  : Future.failedFuture(
                      new ServiceFailure(FailureCode.OUTCOME_UNKNOWN, "lost while committing"));
            });
    group.submit(0);
    Future<Integer> first = group.submit(1);
    Future<Integer> second = group.submit(2);

    gate.complete(List.of(0));

    assertThat(batches).containsExactly(List.of(0), List.of(1, 2));
    assertThat(first.failed()).isTrue();
    assertThat(second.failed()).isTrue();
  }

  @Test
  void aMissingAnswerIsABugAndFailsAll() {
    GroupCommit<Integer, Integer> group =
        new GroupCommit<>(10, 10, batch -> Future.succeededFuture(List.of()));

    assertThat(group.submit(1).cause()).hasMessageContaining("0 answers for 1 requests");
  }
}
