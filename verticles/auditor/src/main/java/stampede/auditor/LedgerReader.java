package stampede.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the payment provider's own ledger, page by page, over HTTP. */
final class LedgerReader {

  private static final int PAGE = 10_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI address;
  private final String key;

  LedgerReader(URI address, String key) {
    this.address = address;
    this.key = key;
  }

  /** All entries, in their order, by our reference. */
  Map<String, List<LedgerEntry>> read() {
    Map<String, List<LedgerEntry>> ledger = new HashMap<>();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      long after = 0;
      List<LedgerEntry> page = page(client, after);
      while (!page.isEmpty()) {
        for (LedgerEntry entry : page) {
          ledger.computeIfAbsent(entry.reference(), first -> new ArrayList<>(1)).add(entry);
          after = entry.number();
        }
        page = page(client, after);
      }
    }
    return ledger;
  }

  private List<LedgerEntry> page(HttpClient client, long after) {
    URI page =
        URI.create(
            "%s/v1/ledger?after=%d&limit=%d"
                .formatted(address.toString().replaceAll("/+$", ""), after, PAGE));
    HttpRequest request =
        HttpRequest.newBuilder(page)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new CannotAudit(
            "the payment provider at %s answers %d: expected its ledger, is payment.provider-api-key right?"
                .formatted(address, response.statusCode()));
      }
      return response.body().lines().map(line -> entry(line, after)).toList();
    } catch (IOException e) {
      throw new CannotAudit(
          "the payment provider at %s does not answer (%s): is it running?"
              .formatted(address, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotAudit("the audit was interrupted", e);
    }
  }

  private LedgerEntry entry(String line, long after) {
    JsonNode entry = Json.tree(line);
    long number = entry.path("entry").asLong();
    if (number <= after) {
      throw new CannotAudit(
          "the ledger at %s has entry %d after entry %d".formatted(address, number, after));
    }
    return new LedgerEntry(
        number,
        kind(entry.path("kind").asText()),
        entry.path("reference").asText(),
        entry.path("chargeId").asText(),
        entry.path("refundId").asText(),
        entry.path("amount").asLong(),
        entry.path("currency").asText().intern());
  }

  private LedgerEntry.Kind kind(String text) {
    try {
      return LedgerEntry.Kind.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CannotAudit(
          "the ledger at %s has an entry of the kind %s, which this auditor does not know"
              .formatted(address, text),
          e);
    }
  }
}
