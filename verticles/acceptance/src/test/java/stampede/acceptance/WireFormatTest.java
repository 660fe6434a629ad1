package stampede.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.contracts.order.CancellationReason;
import stampede.contracts.payment.PaymentEvent.RefundCause;
import stampede.platform.json.Json;
import stampede.testing.TestServers;

/**
 * What lies in topics and travels between nodes of different versions stays readable. A message may
 * gain optional fields; for anything else it needs a new version, and a new file.
 */
class WireFormatTest {

  private static final Path GOLDEN =
      TestServers.root()
          .resolve("verticles/acceptance/src/test/resources/stampede/acceptance/wire");

  static Set<String> messages() {
    return Contracts.messages().keySet();
  }

  @Test
  void everyMessageHasAGoldenFileAndEveryFileAMessage() throws IOException {
    Set<String> files;
    try (Stream<Path> found = Files.list(GOLDEN)) {
      files =
          found
              .map(file -> file.getFileName().toString().replaceAll("\\.json$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertThat(files)
        .as(
            "the messages with a file <message>.json in %s. For a new message write one by hand,"
                + " every field set; a file whose message is gone shows that what was sent can no"
                + " longer be read",
            GOLDEN)
        .isEqualTo(messages());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsReadAndWrittenAsItAlwaysWas(String message) {
    String golden = golden(message);

    String written = Json.write(Json.read(golden, typeOf(message)));

    assertThat(tree(written)).isEqualTo(tree(golden));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aGoldenFileLeavesNoFieldOut(String message) {
    Object read = Json.read(golden(message), typeOf(message));

    assertThat(tree(golden(message)).properties().stream().map(Map.Entry::getKey))
        .containsAll(
            Arrays.stream(read.getClass().getRecordComponents())
                .map(component -> component.getName())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldsOfALaterVersionArePassedOver(String message) {
    JsonNode grown = tree(golden(message));
    grow(grown);

    Object read = Json.read(grown.toString(), typeOf(message));

    assertThat(read).isEqualTo(Json.read(golden(message), typeOf(message)));
  }

  /** Adds a field to every object in it. */
  private static void grow(JsonNode node) {
    node.forEach(WireFormatTest::grow);
    if (node instanceof ObjectNode object) {
      object.putObject("of a later version").put("and", 1);
    }
  }

  @Test
  void theWordsInMessagesStay() {
    assertThat(CancellationReason.values())
        .extracting(Enum::name)
        .containsExactly(
            "REQUESTED",
            "PAYMENT_DECLINED",
            "PAYMENT_FAILED",
            "RESERVATION_EXPIRED",
            "DELIVERY_FAILED");
    assertThat(RefundCause.values())
        .extracting(Enum::name)
        .containsExactly("OWED_LESS", "GOODWILL");
    assertThat(Role.values())
        .extracting(Enum::name)
        .containsExactly("ANONYMOUS", "CUSTOMER", "STAFF", "OPERATOR");
  }

  /** They stand for themselves on the bus and in clients' programs. */
  @Test
  void theNumbersOfFailuresStay() {
    assertThat(
            Arrays.stream(FailureCode.values())
                .map(code -> code.number() + " " + code.slug())
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            1001 malformed-request
            1002 invalid-parameter
            1003 idempotency-key-required
            1004 invalid-body
            1005 unsupported-media-type
            1006 request-too-large
            1007 idempotency-key-reused
            1008 idempotency-key-in-flight
            1009 limit-reached
            2001 token-required
            2002 token-invalid
            2003 role-required
            2004 signature-invalid
            3001 no-such-resource
            3002 version-changed
            3003 version-required
            3004 method-not-allowed
            4001 already-exists
            4002 out-of-stock
            4003 unknown-product
            4004 mixed-currencies
            4005 amount-too-large
            4006 not-cancellable
            4007 not-returnable
            4008 not-refundable
            4009 stock-would-be-negative
            4010 too-many-already
            5001 too-much-to-do
            5002 service-unavailable
            5003 outcome-unknown
            5999 internal-error""");
  }

  private static Class<?> typeOf(String message) {
    return Objects.requireNonNull(Contracts.messages().get(message));
  }

  private static JsonNode tree(String json) {
    return Json.read(json, JsonNode.class);
  }

  private static String golden(String message) {
    try {
      return Files.readString(GOLDEN.resolve(message + ".json"));
    } catch (IOException e) {
      throw new AssertionError("there is no golden file of " + message, e);
    }
  }
}
