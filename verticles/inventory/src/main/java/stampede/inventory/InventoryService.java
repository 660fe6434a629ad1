package stampede.inventory;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stampede.contracts.BoundedContext;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.order.OrderEvent;
import stampede.platform.api.ApiAnswers;
import stampede.platform.database.Database;
import stampede.platform.database.DatabaseSettings;
import stampede.platform.events.Outbox;
import stampede.platform.events.Topics;
import stampede.platform.node.Launch;
import stampede.platform.node.Node;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.settings.Setting;

/** The inventory as a node runs it. */
public final class InventoryService implements Service {

  private static final String NAME = BoundedContext.INVENTORY.serviceName();
  private static final Setting<Integer> INSTANCES =
      Setting.number("inventory.instances", "verticle instances on this node", 1, 256).or("1");
  private static final Setting<Duration> SWEEP =
      Setting.duration(
              "inventory.expiry-sweep",
              "how often reservations are looked through for expired ones",
              Duration.ofMillis(50),
              Duration.ofMinutes(1))
          .or("1s");

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new InventoryService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.add(INSTANCES);
    settings.add(SWEEP);
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of(StockEvent.TOPIC.name(), OrderEvent.TOPIC.name(), Topics.deadLetters(NAME));
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    return context.database().compose(database -> start(context, database));
  }

  private static Future<Void> start(ServiceContext context, Database database) {
    Node node = context.node();
    Outbox<StockEvent> outbox = new Outbox<>(node.vertx(), StockEvent.TOPIC, node.clock());
    StockStore stock = new StockStore(database, outbox);
    ReservationStore reservations = new ReservationStore(database, stock, outbox);
    ApiAnswers apiAnswers = new ApiAnswers(node.answers(), NAME);
    return Future.all(
            context.publish(StockEvent.TOPIC, database),
            context.follow(
                List.of(OrderEvent.TOPIC),
                database,
                new OrderFollower(reservations),
                outbox::committed),
            context.deployWorking(
                new Expiry(reservations, node.clock(), node.settings().get(SWEEP))),
            context.deploy(
                () -> new InventoryVerticle(node.answers(), apiAnswers, stock, reservations),
                node.settings().get(INSTANCES)))
        .mapEmpty();
  }
}
