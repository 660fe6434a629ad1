package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Api;
import stampede.simulators.partner.ProgramProcess;
import stampede.simulators.partner.ProgramProcess.Ended;

/** The provider as its operator runs it: a process that can be killed. */
class PaymentProviderIT {

  @TempDir Path data;

  private ProgramProcess start(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--port")) {
      all.addAll(List.of("--port", "0"));
    }
    return ProgramProcess.start(PaymentProvider.class, data, all.toArray(String[]::new));
  }

  @Test
  void whatWasAnsweredSurvivesKillMinusNine() {
    Map<String, Integer> told = new ConcurrentHashMap<>();
    int sent;
    try (ProgramProcess first = start()) {
      Charging charging = new Charging(first.api(), told);
      charging.start(32);
      Awaitility.await().until(() -> told.size() >= 500);
      first.kill();
      sent = charging.end();
    }

    try (ProgramProcess second = start()) {
      Map<String, Integer> kept = ledger(second.api());
      assertThat(kept).containsAllEntriesOf(told);
      assertThat(kept).hasSizeLessThanOrEqualTo(sent);
    }
  }

  /** Callers that charge one order after the other until there is no answer. */
  private static final class Charging {
    private final Api api;
    private final Map<String, Integer> told;
    private final AtomicInteger next = new AtomicInteger();
    private final List<CompletableFuture<Void>> callers = new ArrayList<>();

    Charging(Api api, Map<String, Integer> told) {
      this.api = api;
      this.told = told;
    }

    void start(int count) {
      IntStream.range(0, count).forEach(caller -> callers.add(chargeNext()));
    }

    private CompletableFuture<Void> chargeNext() {
      int number = next.incrementAndGet();
      String reference = "order-" + number;
      return api.send("PUT", "/v1/charges/" + reference, ProviderFixture.order(number, "tok_visa"))
          .thenCompose(
              reply -> {
                assertThat(reply.status()).isEqualTo(201);
                told.put(reference, number);
                return chargeNext();
              });
    }

    /** How many charges were asked for in all. */
    int end() {
      callers.forEach(caller -> caller.exceptionally(gone -> null).join());
      return next.get();
    }
  }

  private static Map<String, Integer> ledger(Api api) {
    Map<String, Integer> amounts = new HashMap<>();
    api.get("/v1/ledger?limit=10000")
        .lines()
        .forEach(entry -> amounts.put(entry.getString("reference"), entry.getInteger("amount")));
    return amounts;
  }

  @Test
  void itSaysWhenItIsReadyAndEndsInOrder() {
    try (ProgramProcess process = start()) {
      String ready = process.readyLine();

      Ended ended = process.terminate();

      assertThat(ready).matches("provider ready on http://127\\.0\\.0\\.1:\\d+");
      assertThat(ended).isEqualTo(new Ended(0, ""));
    }
  }

  @Test
  void aWrongOptionIsSaidPlainly() {
    try (ProgramProcess process = start("--pending-for", "soon")) {
      Ended ended = process.end();

      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.errors())
          .contains("--pending-for", "expected a duration such as 250ms", "not soon")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aTakenPortIsSaidPlainly(@TempDir Path other) {
    try (ProviderFixture first = new ProviderFixture(other);
        ProgramProcess second = start("--port", String.valueOf(first.port()))) {
      assertFailed(second.end(), "Cannot listen on 127.0.0.1, port " + first.port());
    }
  }

  @Test
  void aTakenDirectoryIsSaidPlainly() {
    try (ProgramProcess first = start();
        ProgramProcess second = readyThen(first)) {
      assertFailed(second.end(), "in use by another process");
    }
  }

  private ProgramProcess readyThen(ProgramProcess first) {
    first.api();
    return start();
  }

  @Test
  void aDamagedJournalIsSaidPlainly() throws IOException {
    Files.writeString(data.resolve("journal.jsonl"), "{\"entry\":1}\n");

    try (ProgramProcess process = start()) {
      assertFailed(process.end(), "is damaged at byte 0");
    }
  }

  @Test
  void aFullDiskEndsItPlainly() {
    List<String> smallFiles = List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "bash");
    try (ProgramProcess process =
        ProgramProcess.start(smallFiles, PaymentProvider.class, data, "--port", "0")) {
      Map<String, Integer> told = new ConcurrentHashMap<>();
      Charging charging = new Charging(process.api(), told);
      charging.start(4);
      charging.end();

      assertFailed(process.end(), "The ledger can no longer be written");
      try (ProviderFixture again = new ProviderFixture(data)) {
        assertThat(ledger(again.api)).containsAllEntriesOf(told);
      }
    }
  }

  private static void assertFailed(Ended ended, String message) {
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors()).contains(message).doesNotContain("\tat ", "Exception in thread");
  }
}
