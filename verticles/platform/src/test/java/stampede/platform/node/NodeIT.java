package stampede.platform.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stampede.contracts.FailureCode;
import stampede.platform.SampleDatabase;
import stampede.platform.ServiceFailure;
import stampede.platform.node.Shutdown.Stage;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** A node's life, alone in its cluster. */
class NodeIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Node> nodes = new ArrayList<>();
  private final End end = new End();

  @AfterEach
  void stop() {
    end.now();
    nodes.forEach(node -> SampleDatabase.await(node.stop()));
  }

  /** Does nothing but start. */
  private record Starting(Function<ServiceContext, Future<Void>> how) implements Service {

    @Override
    public String name() {
      return "starting";
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
      return how.apply(context);
    }
  }

  private Node join() {
    Node node = SampleNode.join("node-it", 1);
    nodes.add(node);
    return node;
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int status(Node node, String path) {
    try {
      return get(node.managementPort(), path).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isReadyWhenAllItsServicesHaveStarted() {
    Node node = join();
    Promise<Void> first = Promise.promise();
    Promise<Void> second = Promise.promise();

    Future<Void> started =
        node.start(
            List.of(
                new Starting(context -> first.future()), new Starting(context -> second.future())));
    first.complete();

    assertThat(status(node, "/health/live")).isLessThan(300);
    assertThat(status(node, "/health/ready")).isEqualTo(503);
    second.complete();
    SampleDatabase.await(started);
    assertThat(status(node, "/health/ready")).isEqualTo(200);
  }

  @Test
  void isNotReadyWhileSomethingThatItNeedsIsAway() throws Exception {
    Node node = join();
    SampleDatabase.await(node.start(List.of()));
    node.management().readyWhile("the database", () -> Future.failedFuture("away"));

    HttpResponse<String> ready = get(node.managementPort(), "/health/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("the database").contains("DOWN");
  }

  @Test
  void showsItsMetricsUnderItsName() throws Exception {
    Node node = join();

    HttpResponse<String> metrics = get(node.managementPort(), "/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(metrics.body().lines().filter(line -> line.startsWith("jvm_memory_used_bytes{")))
        .isNotEmpty()
        .allMatch(line -> line.contains("node=\"node-1\""));
  }

  @Test
  void endsStageByStageAndIsNotReadyMeanwhile() {
    Node node = join();
    SampleDatabase.await(node.start(List.of()));
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    Promise<Void> clients = Promise.promise();
    for (Stage stage : List.of(Stage.CONNECTIONS, Stage.WORK, Stage.QUESTIONS)) {
      node.shutdown().at(stage, stage.name(), () -> note(ended, stage.name()));
    }
    node.shutdown()
        .at(Stage.CLIENTS, "clients", () -> clients.future().compose(x -> note(ended, "CLIENTS")));

    Future<Void> stopped = node.stop();

    assertThat(status(node, "/health/ready")).isEqualTo(503);
    assertThat(status(node, "/health/live")).isLessThan(300);
    assertThat(ended).isEmpty();
    clients.complete();
    SampleDatabase.await(stopped);
    assertThat(ended).containsExactly("CLIENTS", "QUESTIONS", "WORK", "CONNECTIONS");
    assertThat(node.state()).isEqualTo(Node.State.STOPPED);
  }

  @Test
  void whatStartsTooLateDoesNotMakeItReadyAgain() {
    Node node = join();
    Promise<Void> slow = Promise.promise();
    Promise<Void> clients = Promise.promise();
    node.shutdown().at(Stage.CLIENTS, "clients", clients::future);
    Future<Void> started = node.start(List.of(new Starting(context -> slow.future())));
    Future<Void> stopped = node.stop();

    slow.complete();

    SampleDatabase.await(started);
    assertThat(node.state()).isEqualTo(Node.State.DRAINING);
    clients.complete();
    SampleDatabase.await(stopped);
  }

  private static Future<Void> note(List<String> ended, String what) {
    ended.add(what);
    return Future.succeededFuture();
  }

  @Test
  void whatDoesNotEndWellHoldsNothingElseUp() {
    Node node = join();
    SampleDatabase.await(node.start(List.of()));
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    node.shutdown().at(Stage.CLIENTS, "fails", () -> Future.failedFuture("no"));
    node.shutdown()
        .at(
            Stage.WORK,
            "throws",
            () -> {
              throw new IllegalStateException("a bug");
            });
    node.shutdown().at(Stage.CONNECTIONS, "ends", () -> note(ended, "connections"));

    SampleDatabase.await(node.stop());

    assertThat(ended).containsExactly("connections");
  }

  @Test
  void whoAsksAgainForItsEndWaitsForItToo() {
    Node node = join();
    Promise<Void> clients = Promise.promise();
    node.shutdown().at(Stage.CLIENTS, "clients", clients::future);
    Future<Void> first = node.stop();

    Future<Void> second = node.stop();

    assertThat(second.isComplete()).isFalse();
    clients.complete();
    SampleDatabase.await(Future.all(first, second));
    assertThat(node.state()).isEqualTo(Node.State.STOPPED);
  }

  @Test
  void aServiceThatCannotStartLeavesNothingBehind() {
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    List<Integer> ports = new ArrayList<>();
    Service broken =
        new Starting(
            context -> {
              ports.add(context.node().managementPort());
              context.node().shutdown().at(Stage.WORK, "half", () -> note(ended, "half"));
              return Future.failedFuture(
                  new ServiceFailure(FailureCode.SERVICE_UNAVAILABLE, "the database is away"));
            });
    Settings settings = SampleNode.settings("node-it", 1, Map.of());

    assertThatThrownBy(() -> NodeProcess.start(settings, List.of(broken), end))
        .isInstanceOf(CannotStart.class)
        .hasMessage("the database is away");
    end.now();
    assertThat(ended).containsExactly("half");
    await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> get(ports.getFirst(), "/health/live"))
                    .isInstanceOf(ConnectException.class));
  }

  @Test
  void aBugInAServicesStartIsToldAsOne() {
    Service broken =
        new Starting(
            context -> {
              throw new IllegalStateException("unexpected");
            });
    Settings settings = SampleNode.settings("node-it", 1, Map.of());

    assertThatThrownBy(() -> NodeProcess.start(settings, List.of(broken), end))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("unexpected")
        .hasMessageContaining("the log has more");
  }

  @Test
  void withoutItsClusterFileItDoesNotStartAndSaysWhatToSet() {
    Settings settings =
        SampleNode.settings("node-it", 1, Map.of("cluster.file", "target/no-such-cluster.xml"));

    assertThatThrownBy(() -> NodeProcess.start(settings, List.of(), end))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no-such-cluster.xml is missing")
        .hasMessageContaining("cluster.file");
  }

  @Test
  void whereItsPortIsTakenItDoesNotStartAndSaysWhichSettingItIs() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Settings settings = SampleNode.settings("node-it", 1, Map.of("node.management-port", port));

      assertThatThrownBy(() -> NodeProcess.start(settings, List.of(), end))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(port + " (node.management-port) cannot be listened on");
    }
  }
}
