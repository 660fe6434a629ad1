package stampede.platform.events;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** What a service does when events reach it. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Applies events to the service's state, within the transaction that also marks them as applied.
   *
   * @param transaction commits after the future succeeds, rolls back when it fails
   * @param events each for the first time, those of one aggregate in their order; all have an event
   */
  Future<Void> apply(SqlConnection transaction, List<ReceivedEvent> events);
}
