package stampede.shop;

import java.util.List;
import stampede.account.AccountService;
import stampede.catalog.CatalogService;
import stampede.delivery.DeliveryService;
import stampede.gateway.GatewayService;
import stampede.inventory.InventoryService;
import stampede.order.OrderService;
import stampede.payment.PaymentService;
import stampede.platform.node.Service;

/** What the shop is made of. Each of these also runs alone, by its own {@code main}. */
final class Topology {

  private Topology() {}

  /** Every service, the gateway last, as it is what clients see. */
  static List<Service> services() {
    return List.of(
        new AccountService(),
        new CatalogService(),
        new InventoryService(),
        new OrderService(),
        new PaymentService(),
        new DeliveryService(),
        new GatewayService());
  }
}
