package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.gateway.SampleGateway.Asked;

/**
 * Every operation of the API's description with every kind of caller. Who may call it is read from
 * the description's own words, not through the gateway's code.
 */
class AccessCellsTest {

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** Somebody who calls; services learn of him by his token alone. */
  enum Who {
    NOBODY("", ""),
    SOMEBODY_WITH_A_BAD_TOKEN("", ""),
    THE_OWNER("owner", "customer"),
    ANOTHER_CUSTOMER("other", "customer"),
    STAFF("lee", "staff"),
    AN_OPERATOR("max", "operator");

    private final String subject;
    private final String role;

    Who(String subject, String role) {
      this.subject = subject;
      this.role = role;
    }

    Caller caller() {
      return role.isEmpty()
          ? Caller.ANONYMOUS
          : new Caller(subject, Role.valueOf(role.toUpperCase(java.util.Locale.ROOT)));
    }

    HttpRequest.Builder on(HttpRequest.Builder request) {
      return switch (this) {
        case NOBODY -> request;
        case SOMEBODY_WITH_A_BAD_TOKEN -> request.header("Authorization", "Bearer e30.e30.e30");
        default -> request.header("Authorization", "Bearer " + SampleTokens.token(subject, role));
      };
    }
  }

  /**
   * An operation and who calls it.
   *
   * @param roles who may call it with a token; everybody when empty
   */
  record Cell(String operation, boolean needsToken, Set<String> roles, Who who) {

    int status() {
      return switch (who) {
        case NOBODY -> needsToken ? 401 : 200;
        case SOMEBODY_WITH_A_BAD_TOKEN -> 401;
        default -> roles.isEmpty() || roles.contains(who.caller().role().name()) ? 200 : 403;
      };
    }

    FailureCode code() {
      return status() == 403
          ? FailureCode.ROLE_REQUIRED
          : who == Who.NOBODY ? FailureCode.TOKEN_REQUIRED : FailureCode.TOKEN_INVALID;
    }

    @Override
    public String toString() {
      return "%s by %s: %d".formatted(operation, who, status());
    }
  }

  static List<Cell> cells() throws IOException {
    JsonNode description = new YAMLMapper().readTree(SampleGateway.DESCRIPTION.asYaml());
    List<Cell> cells = new ArrayList<>();
    for (JsonNode path : description.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          Set<String> roles = new HashSet<>();
          operation.path("x-roles").forEach(role -> roles.add(role.asText()));
          boolean needsToken = needsToken(operation.path("security"));
          Stream.of(Who.values())
              .map(who -> new Cell(operation.path("operationId").asText(), needsToken, roles, who))
              .forEach(cells::add);
        }
      }
    }
    return cells;
  }

  /** Of the choices under {@code security}, an empty one, or none at all, asks for nothing. */
  private static boolean needsToken(JsonNode security) {
    return security.isMissingNode()
        || (!security.isEmpty()
            && StreamSupport.stream(security.spliterator(), false).noneMatch(JsonNode::isEmpty));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void isAnsweredAsTheDescriptionSays(Cell cell) {
    Operation operation = SampleCalls.operation(cell.operation());
    int before = gateway.asked().size();

    HttpResponse<String> response =
        SampleGateway.send(
            cell.who()
                .on(SampleCalls.complete(gateway.request(SampleCalls.path(operation)), operation)));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(cell.status());
    List<Asked> asked = gateway.asked().subList(before, gateway.asked().size());
    if (cell.status() == 200) {
      assertThat(asked).extracting(Asked::operation).containsExactly(cell.operation());
      assertThat(asked.getFirst().request().caller()).isEqualTo(cell.who().caller());
    } else {
      assertThat(Refused.by(response).code()).isEqualTo(cell.code().number());
      assertThat(asked).isEmpty();
    }
  }
}
