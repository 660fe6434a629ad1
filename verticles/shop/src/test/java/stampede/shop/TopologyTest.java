package stampede.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stampede.contracts.BoundedContext;
import stampede.platform.node.Service;

class TopologyTest {

  @Test
  void everyContextRunsInTheShopAndTheGatewayLast() {
    assertThat(Topology.services().stream().map(Service::name))
        .containsExactlyInAnyOrderElementsOf(BoundedContext.serviceNames())
        .last()
        .isEqualTo(BoundedContext.GATEWAY.serviceName());
  }

  @Test
  void whatCanBeSetAboutThePartsBesideIt() {
    assertThat(PartsSettings.all())
        .extracting(setting -> setting.key() + " = " + setting.fallback().orElseThrow())
        .containsExactly(
            "parts.postgres-port = 15432",
            "parts.kafka-port = 19092",
            "parts.kafka-controller-port = 19093",
            "parts.provider-port = 18090",
            "parts.carrier-port = 18091",
            "parts.collect-after = 3s",
            "parts.deliver-after = 5s");
  }
}
