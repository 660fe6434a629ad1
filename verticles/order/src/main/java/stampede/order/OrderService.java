package stampede.order;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stampede.contracts.BoundedContext;
import stampede.contracts.Topic;
import stampede.contracts.catalog.ProductEvent;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.inventory.StockEvent;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;
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

/** Orders as a node runs them. */
public final class OrderService implements Service {

  private static final String NAME = BoundedContext.ORDER.serviceName();
  private static final List<Topic<?>> FOLLOWED =
      List.of(ProductEvent.TOPIC, StockEvent.TOPIC, PaymentEvent.TOPIC, DeliveryEvent.TOPIC);

  private static final Setting<Integer> INSTANCES =
      Setting.number("order.instances", "verticle instances on this node", 1, 256).or("1");
  private static final Setting<Duration> RESERVATION_TIME =
      Setting.duration(
              "order.reservation-time",
              "how long stock is held for an order that is not paid",
              Duration.ofMillis(500),
              Duration.ofDays(7))
          .or("15m");

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new OrderService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.add(INSTANCES);
    settings.add(RESERVATION_TIME);
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of(
        OrderEvent.TOPIC.name(),
        ProductEvent.TOPIC.name(),
        StockEvent.TOPIC.name(),
        PaymentEvent.TOPIC.name(),
        DeliveryEvent.TOPIC.name(),
        Topics.deadLetters(NAME));
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    return context.database().compose(database -> start(context, database));
  }

  private static Future<Void> start(ServiceContext context, Database database) {
    Node node = context.node();
    Outbox<OrderEvent> outbox = new Outbox<>(node.vertx(), OrderEvent.TOPIC, node.clock());
    OrderStore orders = new OrderStore(database, outbox);
    ProductCopies products = new ProductCopies();
    ApiAnswers answers = new ApiAnswers(node.answers(), NAME);
    Set<String> keysInFlight = ConcurrentHashMap.newKeySet();
    Duration reservationTime = node.settings().get(RESERVATION_TIME);
    return Future.all(
            context.publish(OrderEvent.TOPIC, database),
            context.follow(
                FOLLOWED,
                database,
                new Followers(orders, products, node.clock()),
                outbox::committed),
            context.deploy(
                () ->
                    new OrderVerticle(
                        answers,
                        new Checkout(
                            database,
                            products,
                            orders,
                            node.calls(),
                            node.clock(),
                            reservationTime,
                            keysInFlight),
                        orders,
                        node.clock()),
                node.settings().get(INSTANCES)))
        .mapEmpty();
  }
}
