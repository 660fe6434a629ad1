package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contracts.FailureCategory;

/**
 * Everything of ours that takes requests apart, with input that looks for new ways through the
 * code. Whatever comes: it is read, or refused as the client's fault. One method for all, as a run
 * fuzzes one.
 */
class ParsersFuzzTest {

  private static final List<Operation> OPERATIONS = SampleGateway.DESCRIPTION.operations();
  private static final Tokens TOKENS =
      new Tokens(SampleTokens.keys(), "stampede", "stampede", Clock.systemUTC());

  private enum Parser {
    PATH,
    QUERY,
    PARAMETERS,
    BODY,
    CONTENT_TYPE,
    TOKEN
  }

  @FuzzTest(maxDuration = "5s")
  void readsOrRefuses(FuzzedDataProvider input) {
    Parser parser = input.pickValue(Parser.values());
    Operation operation = OPERATIONS.get(input.consumeInt(0, OPERATIONS.size() - 1));
    try {
      read(parser, operation, input);
    } catch (Refusal declared) {
      assertThat(declared.reply().code().category())
          .isNotIn(FailureCategory.BUG, FailureCategory.UNKNOWN, FailureCategory.UNAVAILABLE);
      assertThat(declared.reply().detail()).isNotBlank();
    }
  }

  private static void read(Parser parser, Operation operation, FuzzedDataProvider input) {
    switch (parser) {
      case PATH -> assertThat(PathSegments.of(text(input))).doesNotContain("", ".", "..");
      case QUERY -> Query.of(text(input)).forEach((name, value) -> assertThat(value).isNotNull());
      case PARAMETERS -> parameters(operation, input);
      case BODY ->
          body(operation, Optional.of("application/json"), input.consumeRemainingAsBytes());
      case CONTENT_TYPE -> body(operation, Optional.of(text(input)), new byte[] {'{', '}'});
      case TOKEN -> TOKENS.caller(Optional.of("Bearer " + text(input)));
    }
  }

  private static String text(FuzzedDataProvider input) {
    return input.consumeRemainingAsString();
  }

  private static void body(Operation operation, Optional<String> contentType, byte[] body) {
    operation.body().ifPresent(schema -> Checks.body(schema, contentType, Buffer.buffer(body)));
  }

  private static void parameters(Operation operation, FuzzedDataProvider input) {
    Map<String, String> path = new HashMap<>();
    MultiMap query = MultiMap.caseInsensitiveMultiMap();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (Operation.Parameter parameter : operation.parameters()) {
      String value = input.consumeString(200);
      switch (parameter.in()) {
        case "path" -> path.put(parameter.name(), value);
        case "query" -> query.add(parameter.name(), value);
        default -> headers.add(parameter.name(), value);
      }
    }
    Checks.parameters(operation, path, query, headers);
  }
}
