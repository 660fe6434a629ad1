package stampede.platform.node;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import stampede.platform.settings.Setting;

/** A bounded context as a node sees it. */
public interface Service {

  /** Its name in discovery, in settings and in topics; lower-case letters. */
  String name();

  /** What can be set, all under its name. */
  List<Setting<?>> settings();

  /** The topics that must exist before it starts: its own, those it follows, its dead letters. */
  Set<String> topics();

  /**
   * Starts it; completes when it can do all that it is there for. What it starts it registers with
   * the context, which ends it with the node, also when the start fails half-way.
   */
  Future<Void> start(ServiceContext context);
}
