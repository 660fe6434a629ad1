package stampede.delivery;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stampede.contracts.BoundedContext;
import stampede.contracts.delivery.DeliveryEvent;
import stampede.contracts.order.OrderEvent;
import stampede.platform.aggregate.Aggregates;
import stampede.platform.aggregate.DueWork;
import stampede.platform.aggregate.Mapping;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.CallbackSignature;
import stampede.platform.calls.PartnerSettings;
import stampede.platform.database.Database;
import stampede.platform.database.DatabaseSettings;
import stampede.platform.events.Outbox;
import stampede.platform.events.Topics;
import stampede.platform.node.Launch;
import stampede.platform.node.Node;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.settings.Setting;

/** Delivery as a node runs it. */
public final class DeliveryService implements Service {

  private static final String NAME = BoundedContext.DELIVERY.serviceName();
  private static final PartnerSettings CARRIER = new PartnerSettings(NAME, "carrier");
  private static final Setting<Integer> INSTANCES =
      Setting.number("delivery.instances", "verticle instances on this node", 1, 256).or("1");

  static final Mapping<Shipment> MAPPING =
      new Mapping<>(
          "shipment",
          Shipment.class,
          Shipment::orderId,
          shipment -> shipment.details().version(),
          shipment -> shipment.getClass().getSimpleName(),
          shipment -> shipment.details().dueAt());

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new DeliveryService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.addAll(CARRIER.all());
    settings.add(INSTANCES);
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of(DeliveryEvent.TOPIC.name(), OrderEvent.TOPIC.name(), Topics.deadLetters(NAME));
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    return context.database().compose(database -> start(context, database));
  }

  private static Future<Void> start(ServiceContext context, Database database) {
    Node node = context.node();
    Clock clock = node.clock();
    Outbox<DeliveryEvent> outbox = new Outbox<>(node.vertx(), DeliveryEvent.TOPIC, clock);
    Aggregates<Shipment, DeliveryEvent> shipments = new Aggregates<>(database, outbox, MAPPING);
    DueWork<Shipment> work =
        new CarrierWork(
                shipments,
                new HttpCarrier(context.partner(CARRIER)),
                clock,
                CARRIER.lease(node.settings()))
            .work();
    CallbackSignature signature =
        new CallbackSignature(node.settings().get(CARRIER.callbackSecret()), clock);
    ApiAnswers answers = new ApiAnswers(node.answers(), NAME);
    return Future.all(
            List.of(
                context.publish(DeliveryEvent.TOPIC, database),
                context.follow(
                    List.of(OrderEvent.TOPIC),
                    database,
                    new OrderFollower(shipments, clock),
                    () -> {
                      outbox.committed();
                      work.wake();
                    }),
                context.deployWorking(work),
                context.deploy(
                    () -> new DeliveryVerticle(answers, shipments, signature, clock),
                    node.settings().get(INSTANCES))))
        .mapEmpty();
  }
}
