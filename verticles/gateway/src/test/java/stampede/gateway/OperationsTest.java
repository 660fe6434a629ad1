package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import stampede.gateway.Operation.Access;
import stampede.gateway.Operations.Match.Found;
import stampede.gateway.Operations.Match.Nothing;
import stampede.gateway.Operations.Match.OtherMethods;
import stampede.platform.api.ApiAddress;

class OperationsTest {

  private static Operation operation(HttpMethod method, String path, String id) {
    return new Operation(
        id,
        ApiAddress.of("order", id),
        method,
        Arrays.asList(path.split("/", -1)),
        new Access(true, Set.of()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private final Operations operations =
      new Operations(
          List.of(
              operation(HttpMethod.GET, "orders", "list"),
              operation(HttpMethod.POST, "orders", "place"),
              operation(HttpMethod.GET, "orders/{orderId}", "get"),
              operation(HttpMethod.GET, "orders/latest", "latest"),
              operation(HttpMethod.GET, "orders/{orderId}/events", "events")));

  private Operations.Match match(HttpMethod method, String path) {
    return operations.match(method, Arrays.asList(path.split("/", -1)));
  }

  @Test
  void findsByPathAndMethod() {
    assertThat(match(HttpMethod.POST, "orders"))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.operation().id()).isEqualTo("place"));
  }

  @Test
  void givesTheValuesOfPathParameters() {
    assertThat(match(HttpMethod.GET, "orders/7/events"))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.operation().id()).isEqualTo("events");
              assertThat(found.parameters()).isEqualTo(Map.of("orderId", "7"));
            });
  }

  @Test
  void whatIsWrittenOutGoesBeforeAParameter() {
    assertThat(match(HttpMethod.GET, "orders/latest"))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.operation().id()).isEqualTo("latest"));
  }

  @Test
  void findsAParameterWhereWhatIsWrittenOutLeadsNowhere() {
    assertThat(match(HttpMethod.GET, "orders/latest/events"))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.operation().id()).isEqualTo("events"));
  }

  @Test
  void namesTheMethodsThatThereAre() {
    assertThat(match(HttpMethod.DELETE, "orders"))
        .isEqualTo(new OtherMethods(Set.of("GET", "POST")));
  }

  @Test
  void knowsNothingElse() {
    assertThat(match(HttpMethod.GET, "order")).isInstanceOf(Nothing.class);
    assertThat(match(HttpMethod.GET, "orders/7/events/8")).isInstanceOf(Nothing.class);
    assertThat(match(HttpMethod.GET, "")).isInstanceOf(Nothing.class);
  }

  @Test
  void twoOperationsAtOnePlaceAreAMistake() {
    List<Operation> twice = new ArrayList<>();
    twice.add(operation(HttpMethod.GET, "orders", "one"));
    twice.add(operation(HttpMethod.GET, "orders", "two"));

    assertThatThrownBy(() -> new Operations(twice)).hasMessageContaining("two operations");
  }
}
