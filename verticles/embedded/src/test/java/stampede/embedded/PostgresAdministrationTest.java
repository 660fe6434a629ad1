package stampede.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresAdministrationTest {

  @TempDir private static Path directory;

  private static EmbeddedPostgres postgres;
  private static PostgresAdministration administration;

  @BeforeAll
  static void start() {
    postgres = EmbeddedPostgres.start(Build.postgres(directory.resolve("data")));
    administration = postgres.administration();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void aServiceOwnsItsDatabase() throws SQLException {
    administration.ensureService("orders", "orders", "secret");

    Database orders = as("orders", "secret", "orders");
    orders.execute("CREATE TABLE placed (id int)", "INSERT INTO placed VALUES (7)");
    assertThat(orders.query("SELECT id FROM placed")).isEqualTo("7");
    assertThat(orders.query("SELECT rolsuper FROM pg_roles WHERE rolname = 'orders'"))
        .isEqualTo("f");
  }

  @Test
  void aServiceCanOpenNoOtherDatabase() {
    administration.ensureService("mine", "mine", "secret");
    administration.ensureService("theirs", "theirs", "secret");

    for (String other : List.of("theirs", "postgres", "template1")) {
      assertThatThrownBy(() -> as("mine", "secret", other).execute())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database \"%s\"".formatted(other));
    }
  }

  @Test
  void aSecondTimeChangesThePasswordAndKeepsTheData() throws SQLException {
    administration.ensureService("cart", "cart", "old");
    as("cart", "old", "cart").execute("CREATE TABLE kept AS SELECT 42 AS answer");

    administration.ensureService("cart", "cart", "it's \"new\"");

    assertThat(as("cart", "it's \"new\"", "cart").query("SELECT answer FROM kept")).isEqualTo("42");
    assertThatThrownBy(() -> as("cart", "old", "cart").execute())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void namesAreTakenAsTheyAre() throws SQLException {
    administration.ensureService("Odd \"name\"; --", "odd-role", "secret");

    assertThat(
            Database.of(postgres)
                .query("SELECT count(*) FROM pg_database WHERE datname = 'Odd \"name\"; --'"))
        .isEqualTo("1");
  }

  @Test
  void theReaderSeesEveryServiceWhetherItCameBeforeOrAfter() throws SQLException {
    administration.ensureService("before", "before", "secret");
    administration.ensureReader("auditor", "secret");
    administration.ensureService("after", "after", "secret");

    for (String service : List.of("before", "after")) {
      as(service, "secret", service).execute("CREATE TABLE seen AS SELECT 42 AS answer");
      assertThat(as("auditor", "secret", service).query("SELECT answer FROM seen")).isEqualTo("42");
    }
  }

  @Test
  void theReaderCannotWriteEvenWhenItAsksForIt() throws SQLException {
    administration.ensureService("ledger", "ledger", "secret");
    administration.ensureReader("looker", "secret");
    as("ledger", "secret", "ledger").execute("CREATE TABLE entry (amount int)");
    Database looker = as("looker", "secret", "ledger");

    assertThatThrownBy(() -> looker.execute("INSERT INTO entry VALUES (1)"))
        .hasMessageContaining("read-only transaction");
    for (String write :
        List.of(
            "INSERT INTO entry VALUES (1)",
            "CREATE TABLE mine (id int)",
            "CREATE TEMP TABLE mine (id int)")) {
      assertThatThrownBy(() -> looker.execute("SET default_transaction_read_only = off", write))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void callersAtTheSameTimeTakeTurns() throws Exception {
    List<Callable<Boolean>> calls =
        IntStream.range(0, 8)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      administration.ensureService("twin" + i % 2, "twin" + i % 2, "secret");
                      return true;
                    })
            .toList();

    List<Future<Boolean>> done;
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      done = threads.invokeAll(calls);
    }

    assertThat(done).allSatisfy(call -> assertThat(call.get()).isTrue());
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    PostgresAdministration nowhere =
        new PostgresAdministration(
            "postgresql://127.0.0.1:%d/postgres".formatted(Loopback.orFree(0)), "admin", "secret");

    assertThatThrownBy(() -> nowhere.ensureReader("auditor", "secret"))
        .isInstanceOf(EmbeddedFailure.class)
        .hasMessageContaining("could not be set up");
  }

  private static Database as(String role, String password, String database) {
    return new Database(postgres.uri(database), role, password);
  }
}
