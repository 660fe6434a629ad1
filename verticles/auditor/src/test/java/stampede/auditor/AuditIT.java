package stampede.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import stampede.contracts.BoundedContext;
import stampede.contracts.order.OrderEvent.OrderShipped;
import stampede.testing.TestServers;

/** The same sample books, in real databases with the contexts' own tables, and on real topics. */
class AuditIT {

  private static final AuditOptions AT_ONCE = AuditOptions.STANDARD.waiting(Duration.ZERO);

  private static SampleDatabases databases;

  @TempDir private Path directory;
  private SampleBooks books;
  private SampleLedger ledger;

  @BeforeAll
  static void publish() {
    databases = SampleDatabases.make();
    SampleTopics.publish(SampleShop.open());
  }

  @BeforeEach
  void open() throws IOException {
    books = SampleShop.open();
    databases.fill(books);
    ledger = new SampleLedger(books.ledger);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    databases.close();
  }

  private Connections connections() {
    return new Connections(
        databases.urls(),
        SampleDatabases.READER,
        SampleDatabases.PASSWORD,
        TestServers.kafka().bootstrapServers(),
        ledger.address(),
        SampleLedger.KEY);
  }

  private Path connectionFile(String ledgerKey) throws IOException {
    StringBuilder text = new StringBuilder();
    databases
        .urls()
        .forEach(
            (context, url) ->
                text.append("%s.database-url=%s%n".formatted(context.serviceName(), url)));
    Map.of(
            "auditor.database-user",
            SampleDatabases.READER,
            "auditor.database-password",
            SampleDatabases.PASSWORD,
            "kafka.servers",
            TestServers.kafka().bootstrapServers(),
            "payment.provider-address",
            ledger.address().toString(),
            "payment.provider-api-key",
            ledgerKey)
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return Files.writeString(directory.resolve("connection.properties"), text);
  }

  /** What a command line came to: its exit code, and all that it printed. */
  private record Outcome(int code, String printed) {}

  private static Outcome run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try {
      int code = new CommandLine(new AuditCommand()).execute(arguments);
      return new Outcome(code, printed.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void soundBooksPass() {
    AuditReport report = Auditor.audit(connections(), AT_ONCE);

    assertThat(report.findings()).isEmpty();
    assertThat(report.looked())
        .containsEntry("orders", 8L)
        .containsEntry("records on topics", (long) books.said.size())
        .containsEntry("stock movements", 3L)
        .containsEntry("entries of the ledger", (long) books.ledger.size());
    assertThat(report.open()).hasSize(4);
  }

  @Test
  void aPieceThatWasSoldTwiceIsFound() {
    databases.execute(
        BoundedContext.INVENTORY,
        "UPDATE stock SET available = available - 1, sold = sold + 1 WHERE sku = 'mug'");

    AuditReport report = Auditor.audit(connections(), AT_ONCE);

    assertThat(report.findings(Invariant.STOCK))
        .extracting(Finding::subject, Finding::check)
        .contains(tuple("mug", "sold-sum"));
  }

  @Test
  void anEventInTheOutboxWithoutItsStateIsFound() {
    OrderShipped event = new OrderShipped(SampleShop.CONFIRMED);
    databases.execute(
        BoundedContext.ORDER,
        """
        INSERT INTO outbox (event_id, type, aggregate_id, sequence, occurred_at, trace, body)
        VALUES (?, 'stampede.order.OrderShipped.v1', ?, 4, now(), '', ?)
        """,
        UUID.randomUUID(),
        event.aggregateId(),
        SampleTopics.body(event));

    AuditReport report = Auditor.audit(connections(), AT_ONCE);

    assertThat(report.findings(Invariant.EVENTS))
        .extracting(Finding::subject, Finding::check)
        .contains(tuple(SampleShop.CONFIRMED.toString(), "fold-differs"));
    assertThat(report.open()).extracting(OpenWork::kind).contains("outbox");
  }

  @Test
  void aChargeThatTheProviderMadeTwiceIsFound() {
    books.enter(LedgerEntry.Kind.CHARGE, SampleShop.DELIVERED, "ch_again", "", 1_000);

    AuditReport report = Auditor.audit(connections(), AT_ONCE);

    assertThat(report.findings(Invariant.MONEY))
        .extracting(Finding::subject, Finding::check)
        .contains(tuple(SampleShop.DELIVERED.toString(), "charged-twice"));
  }

  @Test
  void theCommandPrintsPassAndExitsWith0() throws IOException {
    String file = connectionFile(SampleLedger.KEY).toString();

    Outcome outcome = run("--connection", file, "--wait", "0ms");

    assertThat(outcome.printed()).contains("8 orders").endsWith("PASS" + System.lineSeparator());
    assertThat(outcome.code()).isZero();
  }

  @Test
  void theCommandNamesWhatIsWrongAndExitsWith1() throws IOException {
    String file = connectionFile(SampleLedger.KEY).toString();
    databases.execute(
        BoundedContext.PAYMENT, "DELETE FROM payment WHERE id = ?", SampleShop.DELIVERED);

    Outcome outcome = run("--connection", file, "--wait", "0ms", "--json");

    assertThat(outcome.printed())
        .contains("\"passed\" : false", "no-payment", SampleShop.DELIVERED.toString());
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void withoutAConnectionFileTheCommandSaysWhatToDoAndExitsWith2() {
    String nowhere = directory.resolve("nowhere").toString();

    Outcome outcome = run("--data", nowhere);

    assertThat(outcome.printed())
        .startsWith("cannot audit: ")
        .contains("start the shop first")
        .doesNotContain("\tat ");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void aConnectionFileThatLacksSomethingIsRefusedWithAllThatItLacks() throws IOException {
    Path file = Files.writeString(directory.resolve("some.properties"), "kafka.servers=x:1\n");

    assertThatThrownBy(() -> Connections.read(file))
        .isInstanceOf(CannotAudit.class)
        .hasMessageContaining("order.database-url")
        .hasMessageContaining("auditor.database-password")
        .hasMessageNotContainingAny("kafka.servers");
  }

  @Test
  void aProviderThatDoesNotKnowUsIsNamed() throws IOException {
    String file = connectionFile("another-key").toString();

    Outcome outcome = run("--connection", file, "--wait", "0ms");

    assertThat(outcome.printed()).contains("payment.provider-api-key").doesNotContain("\tat ");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsAwayIsNamed() {
    Map<BoundedContext, String> urls = databases.urls();
    urls.put(BoundedContext.DELIVERY, "postgresql://127.0.0.1:1/nothing");
    Connections connections =
        new Connections(
            urls,
            SampleDatabases.READER,
            SampleDatabases.PASSWORD,
            TestServers.kafka().bootstrapServers(),
            ledger.address(),
            SampleLedger.KEY);

    assertThatThrownBy(() -> Auditor.audit(connections, AT_ONCE))
        .isInstanceOf(CannotAudit.class)
        .hasMessageContaining("delivery");
  }
}
