package stampede.shop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.embedded.EmbeddedServer;

@Timeout(30)
class WatchTest {

  private static final Watch.Patience SHORT =
      new Watch.Patience(Duration.ofMillis(1), Duration.ofMinutes(1));

  private final List<Server> servers = new CopyOnWriteArrayList<>();
  private final List<Watch<Server>> watches = new CopyOnWriteArrayList<>();

  /** A server without a process. */
  private static final class Server implements EmbeddedServer {

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    void crash() {
      ended.complete(null);
    }

    @Override
    public String name() {
      return "the server";
    }

    @Override
    public long pid() {
      return 1;
    }

    @Override
    public CompletableFuture<Void> ended() {
      return ended;
    }

    @Override
    public void close() {
      closed = true;
      ended.complete(null);
    }
  }

  @AfterEach
  void close() {
    watches.forEach(Watch::close);
  }

  private Watch<Server> watch(Supplier<Server> start) {
    Watch<Server> watch = Watch.over(start, SHORT);
    watches.add(watch);
    return watch;
  }

  private Server started() {
    Server server = new Server();
    servers.add(server);
    return server;
  }

  @Test
  void aPartThatEndsUnaskedIsLetGoAndStartedAgain() {
    Server first = watch(this::started).ready().join();

    first.crash();

    await().atMost(10, SECONDS).until(() -> servers.size() == 2);
    assertThat(first.closed).isTrue();
    assertThat(servers.getLast().closed).isFalse();
  }

  @Test
  void aPartThatDoesNotStayUpIsGivenUp() {
    watch(
        () -> {
          Server server = started();
          server.crash();
          return server;
        });

    await().atMost(20, SECONDS).until(() -> servers.size() > 10);
    await().atMost(10, SECONDS).until(() -> servers.stream().allMatch(server -> server.closed));
  }

  @Test
  void aPartIsStoppedAndNotStartedAgainWhenItsWatchIsClosed() {
    Watch<Server> watch = watch(this::started);
    watch.ready().join();

    watch.close();

    assertThat(servers).singleElement().matches(server -> server.closed);
  }

  @Test
  void aStartUnderWayIsInterruptedWhenItsWatchIsClosed() throws InterruptedException {
    CountDownLatch starting = new CountDownLatch(1);
    Watch<Server> watch =
        watch(
            () -> {
              starting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw new IllegalStateException("told to end", e);
              }
              return started();
            });
    starting.await();

    watch.close();

    assertThatThrownBy(() -> watch.ready().join()).hasMessageContaining("told to end");
    assertThat(servers).isEmpty();
  }
}
