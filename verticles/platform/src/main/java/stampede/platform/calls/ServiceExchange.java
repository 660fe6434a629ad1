package stampede.platform.calls;

import io.vertx.core.Vertx;

/** A node's both ends of the bus, which share what they know about it. */
public final class ServiceExchange {

  private final Breakers breakers;
  private final ServiceCalls calls;
  private final ServiceAnswers answers;

  /** The ends of that node. */
  public ServiceExchange(Vertx vertx, String nodeId, ServiceRegistry registry) {
    Codecs codecs = new Codecs(vertx);
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
