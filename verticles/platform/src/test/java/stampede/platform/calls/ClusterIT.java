package stampede.platform.calls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stampede.contracts.Address;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.platform.SampleDatabase;
import stampede.platform.ServiceFailure;
import stampede.platform.api.ApiAddress;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.node.Node;
import stampede.platform.node.NodeSettings;
import stampede.platform.node.SampleNode;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.settings.Setting;

/** Two real nodes of one cluster in this JVM: one asks, the other answers. */
class ClusterIT {

  record Question(String text, List<Integer> numbers) {}

  sealed interface Reply {}

  record Echo(String text, String node) implements Reply {}

  record Refusal(int why) implements Reply {}

  private static final Address<Question, Reply> ASK =
      new Address<>("echo.ask.v1", Question.class, Reply.class);
  private static final Address<ApiRequest, ApiReply> CALL = ApiAddress.of("echo", "callIt");

  private static Node asking;
  private static Node answering;
  private static final AtomicInteger ANSWERED = new AtomicInteger();
  private static final Promise<Void> GATE = Promise.promise();

  /** Answers in ways that the question asks for. */
  private static final class EchoService implements Service {

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of();
    }

    @Override
    public Set<String> topics() {
      return Set.of();
    }

    @Override
    public Future<Void> start(ServiceContext context) {
      Node node = context.node();
      return context.deploy(
          () ->
              new VerticleBase() {
                @Override
                public Future<?> start() {
                  return Future.all(
                      node.answers().serve(ASK, (question, deadline) -> answer(node, question)),
                      node.answers()
                          .serve(
                              CALL,
                              (request, deadline) ->
                                  Future.succeededFuture(
                                      ApiReply.ok(
                                          Map.of(
                                              "who", request.caller().subject(),
                                              "body", request.body().toString())))));
                }
              },
          2);
    }

    private static Future<Reply> answer(Node node, Question question) {
      return switch (question.text()) {
        case "refuse" -> Future.succeededFuture(new Refusal(question.numbers().getFirst()));
        case "fail" ->
            Future.failedFuture(new ServiceFailure(FailureCode.TOO_MUCH_TO_DO, "busy with it"));
        case "bug" -> throw new IllegalStateException("secret details");
        case "never" -> Promise.<Reply>promise().future();
        case "wait" -> GATE.future().map(open -> new Echo("waited", node.id()));
        default -> {
          ANSWERED.incrementAndGet();
          yield Future.succeededFuture(new Echo(question.text(), node.id()));
        }
      };
    }
  }

  @BeforeAll
  static void join() {
    asking = SampleNode.join("cluster-it", 0);
    answering = SampleNode.join("cluster-it", 1);
    SampleDatabase.await(answering.start(List.of(new EchoService())));
    await().atMost(15, SECONDS).until(() -> asking.registry().snapshot().containsKey("echo"));
  }

  @AfterAll
  static void leave() {
    SampleDatabase.await(answering.stop());
    SampleDatabase.await(asking.stop());
  }

  private static Future<Reply> ask(String text, Duration time) {
    return asking.calls().call(ASK, new Question(text, List.of(7, 8)), Deadline.after(time));
  }

  private static void assertFailsWith(Future<?> future, FailureCode code) {
    assertThatThrownBy(() -> SampleDatabase.await(future))
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void aQuestionGoesToTheNodeThatServesAndTheAnswerComesBack() {
    assertThat(SampleDatabase.await(ask("hello", Duration.ofSeconds(5))))
        .isEqualTo(new Echo("hello", answering.id()));
  }

  @Test
  void aRefusalIsAValueOfTheAnswer() {
    assertThat(SampleDatabase.await(ask("refuse", Duration.ofSeconds(5))))
        .isEqualTo(new Refusal(7));
  }

  @Test
  void aFailureKeepsItsNumber() {
    assertFailsWith(ask("fail", Duration.ofSeconds(5)), FailureCode.TOO_MUCH_TO_DO);
  }

  @Test
  void aBugTellsNothingOfItself() {
    Future<Reply> failed = ask("bug", Duration.ofSeconds(5));

    assertFailsWith(failed, FailureCode.INTERNAL_ERROR);
    assertThat(failed.cause()).hasMessageNotContaining("secret");
  }

  @Test
  void withoutAnAnswerInTimeTheOutcomeIsUnknown() {
    assertFailsWith(ask("never", Duration.ofMillis(150)), FailureCode.OUTCOME_UNKNOWN);
  }

  @Test
  void aServiceThatNobodyServesIsUnavailable() {
    Address<Question, Reply> nobody = new Address<>("nobody.ask.v1", Question.class, Reply.class);

    assertFailsWith(
        asking
            .calls()
            .call(nobody, new Question("x", List.of()), Deadline.after(Duration.ofSeconds(1))),
        FailureCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void afterItsDeadlineNothingIsAsked() {
    assertFailsWith(ask("hello", Duration.ZERO), FailureCode.TOO_MUCH_TO_DO);
  }

  @Test
  void aClientsCallPassesWithItsBodyAsBytes() {
    ApiRequest request =
        new ApiRequest(
            new Caller("kim", Role.CUSTOMER), Map.of("a", "b"), Buffer.buffer("{\"n\": 1}"));

    ApiReply reply =
        SampleDatabase.await(
            asking.calls().call(CALL, request, Deadline.after(Duration.ofSeconds(5))));

    assertThat(reply)
        .isInstanceOfSatisfying(
            ApiReply.Done.class,
            done ->
                assertThat(done.body().toJsonObject().getMap())
                    .containsEntry("who", "kim")
                    .containsEntry("body", "{\"n\": 1}"));
  }

  @Test
  void aNodeThatLeavesAnswersWhatItHasTakenAndGetsNothingMore() throws Exception {
    Node leaving = SampleNode.join("cluster-it", 2);
    SampleDatabase.await(leaving.start(List.of(new EchoService())));
    await()
        .atMost(15, SECONDS)
        .until(() -> asking.registry().snapshot().getOrDefault("echo", List.of()).size() == 2);
    List<Future<Reply>> waiting = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      waiting.add(ask("wait", Duration.ofSeconds(15)));
    }

    Future<Void> stopped = leaving.stop();
    CompletableFuture<Void> gate =
        CompletableFuture.runAsync(
            GATE::tryComplete,
            CompletableFuture.delayedExecutor(300, java.util.concurrent.TimeUnit.MILLISECONDS));

    SampleDatabase.await(stopped);
    gate.get();
    SampleDatabase.await(Future.all(waiting));
    assertThat(waiting)
        .extracting(future -> ((Echo) future.result()).node())
        .contains(leaving.id(), answering.id());
    await()
        .atMost(5, SECONDS)
        .until(() -> asking.registry().snapshot().getOrDefault("echo", List.of()).size() == 1);
    assertThat(SampleDatabase.await(ask("hello", Duration.ofSeconds(5))))
        .isEqualTo(new Echo("hello", answering.id()));
  }

  @Test
  void everyNodeTellsItsOwnState() {
    assertThat(asking.state()).isEqualTo(Node.State.STARTING);
    assertThat(answering.state()).isEqualTo(Node.State.READY);
    assertThat(answering.settings().get(NodeSettings.NAME)).isEqualTo("node-1");
  }
}
