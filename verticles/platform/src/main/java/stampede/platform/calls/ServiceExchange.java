package stampede.platform.calls;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Collection;

/** A node's both ends of the bus, which share what they know about it. */
public final class ServiceExchange {

  private final Breakers breakers;
  private final ServiceCalls calls;
  private final ServiceAnswers answers;

  /**
   * The ends of that node.
   *
   * @param special codecs of types that do not cross as plain JSON; each is called as its type is
   */
  public ServiceExchange(
      Vertx vertx,
      String nodeId,
      ServiceRegistry registry,
      Collection<MessageCodec<?, ?>> special) {
    Codecs codecs = new Codecs(vertx, special);
    this.breakers = new Breakers(vertx);
    this.calls = new ServiceCalls(vertx, nodeId, registry, breakers, codecs);
    this.answers = new ServiceAnswers(vertx, nodeId, codecs);
  }

  /** The end that asks. */
  public ServiceCalls calls() {
    return calls;
  }

  /** The end that answers. */
  public ServiceAnswers answers() {
    return answers;
  }

  /** The breakers on the way to others. */
  public Breakers breakers() {
    return breakers;
  }
}
