package stampede.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/** Brings a service's schema up to date, by Flyway, on a worker thread. */
final class Migrations {

  private Migrations() {}

  /**
   * Runs the migrations that have not run yet: the platform's (outbox and inbox), then the
   * service's own from {@code stampede/<service>/migration} on the class path. Several nodes may do
   * this at once; Flyway lets one at a time.
   */
  static Future<Void> run(Vertx vertx, String service, DatabaseSettings.Address address) {
    return vertx
        .<Void>executeBlocking(
            () -> {
              Flyway.configure()
                  .dataSource(
                      "jdbc:postgresql://%s:%d/%s"
                          .formatted(address.host(), address.port(), address.name()),
                      address.user(),
                      address.password())
                  .locations(
                      List.of("platform", service).stream()
                          .map(owner -> "classpath:stampede/" + owner + "/migration")
                          .toArray(String[]::new))
                  .validateMigrationNaming(true)
                  .outOfOrder(true) // the platform's numbers are lower than the service's
                  .load()
                  .migrate();
              return null;
            },
            false)
        .recover(failure -> Future.failedFuture(explain(service, address, failure)));
  }

  private static Throwable explain(
      String service, DatabaseSettings.Address address, Throwable failure) {
    if (!(failure instanceof FlywayException)) {
      return failure;
    }
    return new ServiceFailure(
        FailureCode.SERVICE_UNAVAILABLE,
        "the schema of %s at %s could not be brought up to date: %s"
            .formatted(service, address, failure.getMessage()),
        failure);
  }
}
