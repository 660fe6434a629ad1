package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.platform.SampleDatabase.await;

import com.hazelcast.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import stampede.gateway.limits.Algorithm;
import stampede.gateway.limits.Grant;
import stampede.gateway.limits.Lease;
import stampede.gateway.limits.Plan;
import stampede.gateway.limits.Rate;

/** What two nodes of a real cluster get of a limit that they share. */
class SharedPermitsIT {

  private static final long NOW = Duration.ofDays(20_000).toNanos();
  private static final Plan PLAN =
      new Plan("shared", new Rate(100, Duration.ofHours(1)), 100, Optional.empty());

  private static Vertx one;
  private static Vertx other;

  @BeforeAll
  static void join() {
    String cluster = "test-" + UUID.randomUUID();
    List<Integer> ports = List.of(freePort(), freePort());
    one = await(node(cluster, ports.getFirst(), ports));
    other = await(node(cluster, ports.getLast(), ports));
  }

  @AfterAll
  static void leave() {
    await(one.close());
    await(other.close());
  }

  private static Future<Vertx> node(String cluster, int port, List<Integer> ports) {
    Config config = new Config(cluster + "-" + port).setClusterName(cluster);
    config
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true);
    ports.forEach(
        known ->
            config.getNetworkConfig().getJoin().getTcpIpConfig().addMember("127.0.0.1:" + known));
    return Vertx.builder().withClusterManager(new HazelcastClusterManager(config)).buildClustered();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Future<Grant> lease(Vertx node, String key) {
    SharedPermits permits = new SharedPermits(node, () -> NOW, () -> 2);
    return Future.fromCompletionStage(
        permits.lease(new Lease(PLAN, Optional.of(Algorithm.LEAKY_BUCKET), key, 30)));
  }

  @Test
  void nodesThatLeaseAtOnceGetAllThereIsAndNoMore() {
    List<Future<Grant>> leases =
        IntStream.range(0, 4).mapToObj(i -> lease(i % 2 == 0 ? one : other, "kim")).toList();

    await(Future.join(leases));

    assertThat(leases.stream().mapToLong(lease -> lease.result().permits()).sum()).isEqualTo(100);
  }

  @Test
  void whatOneHasLeasedTheOtherKnows() {
    await(lease(one, "lee"));

    assertThat(await(lease(other, "lee")).remaining()).isEqualTo(40);
  }
}
