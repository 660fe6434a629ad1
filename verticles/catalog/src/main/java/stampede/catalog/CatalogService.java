package stampede.catalog;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import stampede.contracts.BoundedContext;
import stampede.contracts.catalog.ProductEvent;
import stampede.platform.api.ApiAnswers;
import stampede.platform.database.DatabaseSettings;
import stampede.platform.events.Outbox;
import stampede.platform.node.Launch;
import stampede.platform.node.Node;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.settings.Setting;

/** The catalogue as a node runs it. */
public final class CatalogService implements Service {

  private static final String NAME = BoundedContext.CATALOG.serviceName();
  private static final Setting<Integer> INSTANCES =
      Setting.number("catalog.instances", "verticle instances on this node", 1, 256).or("1");

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new CatalogService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.add(INSTANCES);
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of(ProductEvent.TOPIC.name());
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    Node node = context.node();
    return context
        .database()
        .compose(
            database -> {
              ProductStore products =
                  new ProductStore(
                      database, new Outbox<>(node.vertx(), ProductEvent.TOPIC, node.clock()));
              ApiAnswers answers = new ApiAnswers(node.answers(), NAME);
              return Future.all(
                      context.publish(ProductEvent.TOPIC, database),
                      context.deploy(
                          () -> new CatalogVerticle(answers, products),
                          node.settings().get(INSTANCES)))
                  .mapEmpty();
            });
  }
}
