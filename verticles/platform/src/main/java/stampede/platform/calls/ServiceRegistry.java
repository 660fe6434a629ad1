package stampede.platform.calls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;
import io.vertx.servicediscovery.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node serves which service, on Vert.x service discovery.
 *
 * <p>A record lives by its beat: its node counts it up every {@value #BEAT_MILLIS} ms, and whoever
 * looks trusts a record only while it has seen the beat move within {@value #LEASE_MILLIS} ms of
 * its own monotonic clock; clocks of different machines are never compared. Records that have stood
 * still for much longer are swept by whoever notices. While the registry cannot be read, the last
 * snapshot serves. {@link #pick} never waits and may be called from any thread.
 */
public final class ServiceRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRegistry.class);
  private static final long BEAT_MILLIS = 1_000;
  private static final long LEASE_MILLIS = 3_000;
  private static final long SWEEP_MILLIS = 30_000;

  private final Vertx vertx;
  private final String nodeId;
  private final ServiceDiscovery discovery;
  private final Map<String, Record> published = new ConcurrentHashMap<>();
  private final Map<String, Sighting> sightings = new HashMap<>();
  private volatile Map<String, List<String>> serviceToNodes = Map.of();
  private @Nullable MessageConsumer<JsonObject> announcements;
  private final AtomicLong turns = new AtomicLong();
  private long seen;
  private long beat;
  private long timer;

  /** The registry as that node sees it. Call {@link #start} next. */
  public ServiceRegistry(Vertx vertx, String nodeId) {
    this.vertx = vertx;
    this.nodeId = nodeId;
    this.discovery =
        ServiceDiscovery.create(
            vertx, new ServiceDiscoveryOptions().setBackendConfiguration(new JsonObject()));
  }

  /** Takes the first snapshot and keeps it fresh from then on. */
  public Future<Void> start() {
    timer = vertx.setPeriodic(BEAT_MILLIS, ignored -> beatAndLook());
    announcements =
        vertx
            .eventBus()
            .consumer(
                ServiceDiscoveryOptions.DEFAULT_ANNOUNCE_ADDRESS,
                announcement -> lookIfGone(announcement.body()));
    return look();
  }

  /** Who leaves is not to be asked any more, before the next beat would have shown it. */
  private void lookIfGone(JsonObject announced) {
    if (!Status.UP.name().equals(announced.getString("status"))) {
      look().onFailure(failure -> LOG.debug("looked in vain: {}", failure.getMessage()));
    }
  }

  /** Lets others find that service on this node; at once on this node itself. */
  public Future<Void> publish(String service) {
    Record record =
        new Record()
            .setName(service)
            .setType("stampede-service")
            .setStatus(Status.UP)
            .setLocation(new JsonObject().put("endpoint", nodeId))
            .setMetadata(new JsonObject().put("node", nodeId).put("beat", beat));
    return discovery
        .publish(record)
        .onSuccess(registered -> published.put(service, registered))
        .compose(registered -> look());
  }

  /** Takes everything that this node serves out of the registry. */
  public Future<Void> withdraw() {
    List<Future<Void>> gone = new ArrayList<>();
    published.values().forEach(record -> gone.add(discovery.unpublish(record.getRegistration())));
    published.clear();
    return Future.join(gone).mapEmpty();
  }

  /** Stops looking. The last snapshot stays. */
  public void close() {
    vertx.cancelTimer(timer);
    MessageConsumer<JsonObject> listening = announcements;
    if (listening != null) {
      listening.unregister().onFailure(gone -> LOG.debug("already deaf: {}", gone.getMessage()));
    }
    discovery.close();
  }

  /** A node that serves it: this one if it does, else any; empty when there is none. */
  public Optional<String> pick(String service) {
    List<String> nodes = serviceToNodes.getOrDefault(service, List.of());
    if (nodes.isEmpty()) {
      return Optional.empty();
    }
    if (nodes.contains(nodeId)) {
      return Optional.of(nodeId);
    }
    return Optional.of(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())));
  }

  /** Every service that is served somewhere, with its nodes. */
  public Map<String, List<String>> snapshot() {
    return serviceToNodes;
  }

  private void beatAndLook() {
    beat++;
    List<Future<Record>> updates = new ArrayList<>();
    published
        .values()
        .forEach(
            record -> {
              record.getMetadata().put("beat", beat);
              updates.add(discovery.update(record));
            });
    Future.join(updates)
        .eventually(this::look)
        .onFailure(failure -> LOG.warn("the registry is out of reach: {}", failure.getMessage()));
  }

  private Future<Void> look() {
    long turn = turns.incrementAndGet();
    return discovery
        .getRecords(record -> "stampede-service".equals(record.getType()))
        .map(
            records -> {
              see(turn, records);
              return null;
            });
  }

  /**
   * Looks may overtake each other; what an earlier one saw does not replace what a later one did.
   */
  private synchronized void see(long turn, List<Record> records) {
    if (turn > seen) {
      seen = turn;
      serviceToNodes = alive(records);
    }
  }

  private Map<String, List<String>> alive(List<Record> records) {
    long now = System.nanoTime();
    sightings
        .keySet()
        .retainAll(records.stream().map(Record::getRegistration).collect(Collectors.toSet()));
    Map<String, List<String>> alive = new HashMap<>();
    for (Record record : records) {
      long beaten = record.getMetadata().getLong("beat", 0L);
      Sighting sighting =
          sightings.merge(
              record.getRegistration(),
              new Sighting(beaten, now),
              (before, fresh) -> before.beat() == fresh.beat() ? before : fresh);
      Duration still = Duration.ofNanos(now - sighting.nanos());
      if (still.toMillis() <= LEASE_MILLIS) {
        alive
            .computeIfAbsent(record.getName(), ignored -> new ArrayList<>())
            .add(record.getMetadata().getString("node"));
      } else if (still.toMillis() > SWEEP_MILLIS) {
        sweep(record);
      }
    }
    return Map.copyOf(alive);
  }

  private void sweep(Record record) {
    discovery
        .unpublish(record.getRegistration())
        .onSuccess(
            gone ->
                LOG.info(
                    "{} on {} has not been heard of and is taken out",
                    record.getName(),
                    record.getMetadata().getString("node")))
        .onFailure(failure -> LOG.debug("already taken out: {}", failure.getMessage()));
  }

  private record Sighting(long beat, long nanos) {}
}
