package stampede.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.file.FileProps;
import io.vertx.core.file.FileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCode;
import stampede.platform.Loop;
import stampede.platform.ServiceFailure;

/**
 * The routes as they are now. The file that they come from is looked at twice a second; a changed
 * one that holds takes the place of the old at once, for requests that begin from then on. One that
 * does not is told in the log, and the old routes stay. Whoever {@link #get gets} them, on any
 * thread, has one whole set.
 */
final class LiveRoutes extends VerticleBase implements Supplier<Routes> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
  private static final Duration REST = Duration.ofMillis(500);

  private final Optional<Path> file;
  private final Counter taken;
  private final Counter refused;
  private volatile Routes current;
  private String seen = "";
  private @Nullable Loop loop;

  /**
   * The routes of that file, or our own; they are there before it is deployed.
   *
   * @param own the routes when there is no file, and until it has been read
   */
  LiveRoutes(Optional<Path> file, Routes own, MeterRegistry metrics) {
    this.file = file;
    this.current = own;
    this.taken = counter(metrics, "taken");
    this.refused = counter(metrics, "refused");
    metrics.gauge("stampede.gateway.routes", this, live -> live.get().size());
  }

  private static Counter counter(MeterRegistry metrics, String result) {
    return Counter.builder("stampede.gateway.route.files")
        .description("files of routes that were read")
        .tag("result", result)
        .register(metrics);
  }

  @Override
  public Routes get() {
    return current;
  }

  /** Fails when the file is wrong: there are no older routes to go on with. */
  @Override
  public Future<?> start() {
    return file.isEmpty() ? Future.succeededFuture() : start(file.get());
  }

  private Future<Void> start(Path path) {
    Loop watching =
        new Loop("the watch of " + path, vertx, REST, () -> look(path).otherwiseEmpty().map(false));
    loop = watching;
    return look(path)
        .recover(failure -> Future.failedFuture(cannotStart(path, failure)))
        .onSuccess(looked -> watching.start());
  }

  private static ServiceFailure cannotStart(Path path, Throwable failure) {
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE,
        "the routes (gateway.routes) cannot be used: %s:%n%s".formatted(path, failure.getMessage()),
        failure);
  }

  @Override
  public Future<?> stop() {
    return loop == null ? Future.succeededFuture() : loop.stop();
  }

  /** Reads the file if it has changed. A failure has been told, once for each change. */
  private Future<Void> look(Path path) {
    FileSystem files = vertx.fileSystem();
    return files
        .props(path.toString())
        .map(LiveRoutes::version)
        .recover(failure -> Future.succeededFuture("not there"))
        .compose(version -> version.equals(seen) ? Future.succeededFuture() : read(path, version));
  }

  private static String version(FileProps props) {
    return props.lastModifiedTime() + " " + props.size();
  }

  private Future<Void> read(Path path, String version) {
    seen = version;
    return vertx
        .fileSystem()
        .readFile(path.toString())
        .compose(
            text ->
                vertx.executeBlocking(
                    () -> RoutesFile.compile(text.toString(StandardCharsets.UTF_8))))
        .onSuccess(
            routes -> {
              current = routes;
              taken.increment();
              LOG.info("{} routes of {} are taken", routes.size(), path);
            })
        .onFailure(
            failure -> {
              refused.increment();
              LOG.error(
                  "the routes of {} are refused and the old ones stay:\n{}",
                  path,
                  failure.getMessage());
            })
        .mapEmpty();
  }
}
