package stampede.platform.node;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import stampede.contracts.Topic;
import stampede.platform.calls.Partner;
import stampede.platform.calls.PartnerSettings;
import stampede.platform.database.Database;
import stampede.platform.database.DatabaseSettings;
import stampede.platform.events.EventConsumer;
import stampede.platform.events.EventHandler;
import stampede.platform.events.Inbox;
import stampede.platform.events.OutboxRelay;

/** What a service builds itself from. Everything that it starts here ends with the node. */
public final class ServiceContext {

  private final Node node;
  private final String service;

  ServiceContext(Node node, Service service) {
    this.node = node;
    this.service = service.name();
  }

  /** The node that the service starts on. */
  public Node node() {
    return node;
  }

  /**
   * Opens the service's database with its schema up to date; readiness depends on it from now on.
   */
  public Future<Database> database() {
    DatabaseSettings.Address address = new DatabaseSettings(service).read(node.settings());
    return Database.open(node.vertx(), service, address, node.id())
        .map(
            database -> {
              node.shutdown()
                  .at(Shutdown.Stage.CONNECTIONS, "the database of " + service, database::close);
              node.management().readyWhile("database of " + service, database::ping);
              return database;
            });
  }

  /** A partner of the service. */
  public Partner partner(PartnerSettings partner) {
    Partner opened = new Partner(node.vertx(), node.breakers(), partner, node.settings());
    node.shutdown()
        .at(Shutdown.Stage.CONNECTIONS, "the client of " + partner.partner(), opened::close);
    return opened;
  }

  /** Deploys so many instances of a verticle that serves addresses. */
  public Future<Void> deploy(Supplier<? extends Deployable> verticle, int instances) {
    return node.vertx()
        .deployVerticle(verticle, new DeploymentOptions().setInstances(instances))
        .mapEmpty();
  }

  /** Deploys one instance of a verticle that works in the background. */
  public Future<Void> deployWorking(VerticleBase verticle) {
    return node.vertx()
        .deployVerticle(verticle)
        .map(
            deployed -> {
              node.shutdown()
                  .at(
                      Shutdown.Stage.WORK,
                      verticle.getClass().getSimpleName() + " of " + service,
                      () -> node.vertx().undeploy(deployed));
              return null;
            });
  }

  /** Publishes what is in the database's outbox. */
  public Future<Void> publish(Topic<?> topic, Database database) {
    return deployWorking(
        new OutboxRelay(topic, database, node.producer(), node.telemetry().metrics()));
  }

  /**
   * Follows those topics, applying their events through an inbox in that database.
   *
   * @param committed called after effects have been committed
   */
  public Future<Void> follow(
      List<Topic<?>> topics, Database database, EventHandler handler, Runnable committed) {
    Set<String> names = new HashSet<>();
    topics.forEach(topic -> names.add(topic.name()));
    return deployWorking(
        new EventConsumer(
            service,
            names,
            node.settings(),
            new Inbox(database, topics, handler, committed),
            node.producer(),
            node.telemetry().metrics()));
  }
}
