package stampede.platform;

import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import stampede.contracts.Caller;
import stampede.contracts.Role;
import stampede.platform.api.ApiAddress;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiCodecs;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.calls.Deadline;
import stampede.platform.calls.ServiceExchange;
import stampede.platform.calls.ServiceRegistry;

/** Both ends of the bus within one Vert.x, with one service on it. */
public final class SampleBus implements AutoCloseable {

  /** A customer. */
  public static final Caller KIM = new Caller("kim", Role.CUSTOMER);

  /** One of the staff. */
  public static final Caller STAFF = new Caller("lee", Role.STAFF);

  private static final String NODE = "test";

  private final String service;
  private final ServiceRegistry registry;
  private final ServiceExchange exchange;

  /** The bus, where that service can be found. */
  public SampleBus(Vertx vertx, String service) {
    this.service = service;
    this.registry = new ServiceRegistry(vertx, NODE);
    this.exchange = new ServiceExchange(vertx, NODE, registry, ApiCodecs.all());
    await(registry.start());
    await(registry.publish(service));
  }

  /** The end that asks and the end that answers. */
  public ServiceExchange exchange() {
    return exchange;
  }

  /** For the verticle that answers clients' calls. */
  public ApiAnswers apiAnswers() {
    return new ApiAnswers(exchange.answers(), service);
  }

  /** A client's call to begin with. */
  public Call as(Caller caller, String operation) {
    return new Call(caller, operation, Map.of(), Buffer.buffer());
  }

  /** A client's call, as the gateway passes it on. */
  public final class Call {

    private final Caller caller;
    private final String operation;
    private final Map<String, String> parameters;
    private final Buffer body;

    private Call(Caller caller, String operation, Map<String, String> parameters, Buffer body) {
      this.caller = caller;
      this.operation = operation;
      this.parameters = parameters;
      this.body = body;
    }

    /** The same with one more parameter. */
    public Call with(String parameter, Object value) {
      Map<String, String> more = new HashMap<>(parameters);
      more.put(parameter, value.toString());
      return new Call(caller, operation, more, body);
    }

    /** The same with that body; apostrophes stand for quotation marks. */
    public Call body(String json) {
      return new Call(caller, operation, parameters, Buffer.buffer(json.replace('\'', '"')));
    }

    /** What comes back. */
    public ApiReply reply() {
      return await(
          exchange
              .calls()
              .call(
                  ApiAddress.of(service, operation),
                  new ApiRequest(caller, parameters, body),
                  Deadline.after(Duration.ofSeconds(10))));
    }

    /** What comes back, if it was done. */
    public ApiReply.Done done() {
      ApiReply reply = reply();
      if (reply instanceof ApiReply.Done done) {
        return done;
      }
      throw new AssertionError("it was refused: " + reply);
    }

    /** What comes back, if it was refused. */
    public ApiReply.Refused refused() {
      ApiReply reply = reply();
      if (reply instanceof ApiReply.Refused refused) {
        return refused;
      }
      throw new AssertionError("it was done: " + reply);
    }
  }

  @Override
  public void close() {
    registry.close();
    exchange.breakers().close();
  }
}
