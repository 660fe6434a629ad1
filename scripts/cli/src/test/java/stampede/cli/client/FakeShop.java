package stampede.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stampede.contracts.FailureCode;

/**
 * As much of the shop's API as the command line uses, in memory: prices, stock, keys that have one
 * effect, and orders that stay in the state that a test puts them into. Thread-safe.
 */
public final class FakeShop implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final TreeMap<String, ObjectNode> products = new TreeMap<>();
  private final Map<String, Long> available = new HashMap<>();
  private final Map<String, JsonNode> byKey = new HashMap<>();
  private final Map<UUID, ObjectNode> orders = new LinkedHashMap<>();
  private final Map<UUID, String> owners = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private volatile Function<String, Fault> faults = call -> Fault.NONE;
  private volatile Function<ObjectNode, String> stateWhenAsked = order -> "PLACED";

  private FakeShop(HttpServer server) {
    this.server = server;
  }

  /** One that runs on a free port of the loopback interface. */
  public static FakeShop start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeShop shop = new FakeShop(server);
    server.createContext("/", shop::handle);
    server.setExecutor(shop.threads);
    server.start();
    return shop;
  }

  /** Where it is. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on, what happens to a call such as {@code POST /api/v1/orders}. */
  public void faults(Function<String, Fault> what) {
    faults = what;
  }

  /** From now on, what state an open order turns out to be in whenever somebody looks at it. */
  public void orderStates(Function<ObjectNode, String> state) {
    stateWhenAsked = state;
  }

  /** Somebody else sets another price. */
  public synchronized void price(String sku, long minorUnits) {
    ObjectNode product = product(sku);
    product.withObject("price").put("minorUnits", minorUnits);
    product.put("version", product.get("version").longValue() + 1);
  }

  /** What a product costs. */
  public synchronized long price(String sku) {
    return product(sku).at("/price/minorUnits").longValue();
  }

  /** Somebody else buys pieces. */
  public synchronized void sell(String sku, long pieces) {
    available.merge(sku, -pieces, Math::addExact);
  }

  /** What is in stock of every product. */
  public synchronized Map<String, Long> available() {
    return Map.copyOf(available);
  }

  /** The calls that came, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Every order, in the order in which they were placed. */
  public synchronized List<JsonNode> orders() {
    return List.copyOf(orders.values());
  }

  /** Whose order it is. */
  public synchronized String ownerOf(JsonNode order) {
    return String.valueOf(owners.get(UUID.fromString(order.get("id").asText())));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private record Reply(int status, JsonNode body) {}

  private record Request(
      String method, List<String> path, String query, String subject, String key, JsonNode body) {}

  private void handle(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    String call = request.method() + " " + exchange.getRequestURI().getPath();
    Fault fault = faults.apply(call);
    switch (fault) {
      case UNAVAILABLE -> send(exchange, refused(503, FailureCode.SERVICE_UNAVAILABLE));
      case BUSY_FOR_A_SECOND -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, refused(503, FailureCode.TOO_MUCH_TO_DO));
      }
      case KEY_IN_FLIGHT -> send(exchange, refused(409, FailureCode.IDEMPOTENCY_KEY_IN_FLIGHT));
      case ANSWER_LOST -> {
        answer(call, request);
        exchange.close();
      }
      case NONE -> send(exchange, answer(call, request));
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    List<String> path = new ArrayList<>();
    for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
      path.add(URLDecoder.decode(segment, StandardCharsets.UTF_8));
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    String subject = subject(exchange.getRequestHeaders().getFirst("Authorization"));
    return new Request(
        exchange.getRequestMethod(),
        path.subList(3, path.size()),
        query,
        subject,
        key,
        bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes));
  }

  private static String subject(@Nullable String authorization) {
    if (authorization == null) {
      return "";
    }
    try {
      return SignedJWT.parse(authorization.substring(7)).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(reply.body());
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Reply answer(String call, Request request) {
    calls.add(call);
    return switch (request.path().getFirst()) {
      case "products" -> answerProducts(request);
      case "stock" -> receive(request);
      case "orders" -> answerOrders(request);
      case "payments" -> payment(request);
      default -> refused(404, FailureCode.NO_SUCH_RESOURCE);
    };
  }

  private Reply answerProducts(Request request) {
    if (request.path().size() == 1) {
      return request.method().equals("GET") ? page(request) : create(request);
    }
    ObjectNode product = product(request.path().get(1));
    if (request.method().equals("PUT")) {
      product.setAll((ObjectNode) request.body());
      product.put("version", product.get("version").longValue() + 1);
    }
    return new Reply(200, product);
  }

  private ObjectNode product(String sku) {
    ObjectNode product = products.get(sku);
    if (product == null) {
      throw new IllegalArgumentException("no product " + sku);
    }
    return product;
  }

  private Reply page(Request request) {
    int limit = Integer.parseInt(request.query().replaceAll(".*limit=(\\d+).*", "$1"));
    String cursor = request.query().replaceAll("^((?!cursor=).)*(cursor=)?", "");
    ObjectNode page = JSON.createObjectNode();
    ArrayNode items = page.putArray("items");
    for (Map.Entry<String, ObjectNode> each : products.tailMap(cursor, false).entrySet()) {
      if (items.size() == limit) {
        page.put("next", items.get(limit - 1).get("sku").asText());
        break;
      }
      items.add(each.getValue());
    }
    return new Reply(200, page);
  }

  private Reply create(Request request) {
    ObjectNode product = ((ObjectNode) request.body()).put("version", 1).put("onSale", true);
    return products.putIfAbsent(product.get("sku").asText(), product) == null
        ? new Reply(201, product)
        : refused(409, FailureCode.ALREADY_EXISTS);
  }

  private Reply receive(Request request) {
    String sku = request.path().get(1);
    String key = "stock " + request.subject() + " " + request.key();
    JsonNode before = byKey.putIfAbsent(key, request.body());
    if (before == null) {
      available.merge(sku, request.body().get("quantity").longValue(), Math::addExact);
    } else if (!before.equals(request.body())) {
      return refused(422, FailureCode.IDEMPOTENCY_KEY_REUSED);
    }
    long left = available.getOrDefault(sku, 0L);
    return new Reply(
        200, JSON.createObjectNode().put("sku", sku).put("available", left).put("received", left));
  }

  private Reply answerOrders(Request request) {
    if (request.path().size() == 1) {
      return place(request);
    }
    UUID id = UUID.fromString(request.path().get(1));
    ObjectNode order = orders.get(id);
    if (order == null || !request.subject().equals(owners.get(id))) {
      return refused(404, FailureCode.NO_SUCH_RESOURCE);
    }
    if (!order.has("cancelledBecause")) {
      order.put("state", stateWhenAsked.apply(order));
    }
    return request.path().size() == 2 ? new Reply(200, order) : undo(request, order);
  }

  private Reply place(Request request) {
    String key = "order " + request.subject() + " " + request.key();
    JsonNode before = byKey.get(key);
    if (before != null) {
      return new Reply(201, before);
    }
    long total = 0;
    for (JsonNode line : request.body().get("lines")) {
      String sku = line.get("sku").asText();
      if (!products.containsKey(sku)) {
        return refused(422, FailureCode.UNKNOWN_PRODUCT);
      }
      if (available.getOrDefault(sku, 0L) < line.get("quantity").longValue()) {
        return refused(409, FailureCode.OUT_OF_STOCK);
      }
    }
    for (JsonNode line : request.body().get("lines")) {
      long pieces = line.get("quantity").longValue();
      available.merge(line.get("sku").asText(), -pieces, Math::addExact);
      total += pieces * product(line.get("sku").asText()).at("/price/minorUnits").longValue();
    }
    UUID id = UUID.randomUUID();
    ObjectNode order = JSON.createObjectNode().put("id", id.toString()).put("state", "PLACED");
    order.put("key", request.key());
    order.setAll((ObjectNode) request.body());
    order.putObject("total").put("minorUnits", total).put("currency", "GBP");
    order.putObject("owed").put("minorUnits", total).put("currency", "GBP");
    order.putArray("cancellations");
    orders.put(id, order);
    owners.put(id, request.subject());
    byKey.put(key, order.deepCopy());
    return new Reply(201, order);
  }

  private static Reply undo(Request request, ObjectNode order) {
    ArrayNode wishes = order.withArray("cancellations");
    for (JsonNode wish : wishes) {
      if (wish.get("id").asText().equals(request.key())) {
        return new Reply(200, order);
      }
    }
    boolean isReturn = request.path().get(2).equals("returns");
    String state = order.get("state").asText();
    boolean possible =
        isReturn ? state.equals("DELIVERED") : List.of("PLACED", "CONFIRMED").contains(state);
    if (!possible) {
      return refused(409, isReturn ? FailureCode.NOT_RETURNABLE : FailureCode.NOT_CANCELLABLE);
    }
    ObjectNode wish = wishes.addObject().put("id", request.key());
    wish.put("status", state.equals("CONFIRMED") ? "REQUESTED" : "DONE");
    wish.set("lines", request.body().get("lines"));
    return new Reply(state.equals("CONFIRMED") ? 202 : 200, order);
  }

  private Reply payment(Request request) {
    ObjectNode order = orders.get(UUID.fromString(request.path().get(1)));
    if (order == null) {
      return refused(404, FailureCode.NO_SUCH_RESOURCE);
    }
    ObjectNode payment = JSON.createObjectNode().put("state", "CAPTURED");
    payment.set("captured", order.get("owed"));
    payment.putObject("refunded").put("minorUnits", 0).put("currency", "GBP");
    return new Reply(200, payment);
  }

  private static Reply refused(int status, FailureCode code) {
    ObjectNode problem = JSON.createObjectNode().put("status", status).put("code", code.number());
    return new Reply(status, problem.put("detail", "said by the test"));
  }
}
