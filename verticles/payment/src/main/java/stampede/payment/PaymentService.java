package stampede.payment;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stampede.contracts.BoundedContext;
import stampede.contracts.order.OrderEvent;
import stampede.contracts.payment.PaymentEvent;
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

/** Payment as a node runs it. */
public final class PaymentService implements Service {

  private static final String NAME = BoundedContext.PAYMENT.serviceName();
  private static final PartnerSettings PROVIDER = new PartnerSettings(NAME, "provider");

  private static final Setting<Integer> INSTANCES =
      Setting.number("payment.instances", "verticle instances on this node", 1, 256).or("1");
  private static final Setting<Duration> GIVE_UP_AFTER =
      Setting.duration(
              "payment.give-up-after",
              "how long a payment may stay unpaid or unknown before it is voided",
              Duration.ofMillis(500),
              Duration.ofDays(7))
          .or("10m");

  static final Mapping<Payment> MAPPING =
      new Mapping<>(
          "payment",
          Payment.class,
          Payment::orderId,
          payment -> payment.details().version(),
          payment -> payment.getClass().getSimpleName(),
          payment -> payment.details().dueAt());

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new PaymentService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.addAll(PROVIDER.all());
    settings.add(INSTANCES);
    settings.add(GIVE_UP_AFTER);
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of(PaymentEvent.TOPIC.name(), OrderEvent.TOPIC.name(), Topics.deadLetters(NAME));
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    return context.database().compose(database -> start(context, database));
  }

  private static Future<Void> start(ServiceContext context, Database database) {
    Node node = context.node();
    Clock clock = node.clock();
    Outbox<PaymentEvent> outbox = new Outbox<>(node.vertx(), PaymentEvent.TOPIC, clock);
    Aggregates<Payment, PaymentEvent> payments = new Aggregates<>(database, outbox, MAPPING);
    PaymentProvider provider = new HttpPaymentProvider(context.partner(PROVIDER));
    DueWork<Payment> collection =
        new PaymentCollection(payments, provider, clock, PROVIDER.lease(node.settings())).work();
    CallbackSignature signature =
        new CallbackSignature(node.settings().get(PROVIDER.callbackSecret()), clock);
    ApiAnswers answers = new ApiAnswers(node.answers(), NAME);
    return Future.all(
            List.of(
                context.publish(PaymentEvent.TOPIC, database),
                context.follow(
                    List.of(OrderEvent.TOPIC),
                    database,
                    new OrderFollower(payments, clock, node.settings().get(GIVE_UP_AFTER)),
                    () -> {
                      outbox.committed();
                      collection.wake();
                    }),
                context.deployWorking(collection),
                context.deploy(
                    () ->
                        new PaymentVerticle(answers, payments, signature, clock, collection::wake),
                    node.settings().get(INSTANCES))))
        .mapEmpty();
  }
}
