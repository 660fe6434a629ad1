package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.contracts.Role;
import stampede.gateway.Route.Head;
import stampede.gateway.Route.KeyPart;
import stampede.gateway.limits.Algorithm;
import stampede.testing.TestServers;

/** What operators write, and what they are told when it is wrong. */
class RoutesFileTest {

  private static List<String> errors(String file) {
    return catchThrowableOfType(WrongRoutes.class, () -> RoutesFile.compile(file)).errors();
  }

  @Test
  void ourOwnRoutesLeadEveryOperationToItsService() {
    Routes own = RoutesFile.compile(RoutesFile.own());

    assertThat(ApiDescription.load().operations())
        .allSatisfy(
            operation -> {
              Head head =
                  new Head(
                      operation.method(),
                      "shop.example",
                      operation.path(),
                      MultiMap.caseInsensitiveMultiMap(),
                      MultiMap::caseInsensitiveMultiMap);
              Route route = own.find(head, 0).orElseThrow();
              assertThat(route.service().orElse(operation.address().service()))
                  .isEqualTo(operation.address().service());
              assertThat(route.filters().limits()).isEmpty();
            });
  }

  @Test
  void aRouteIsReadAsItIsWritten() {
    Routes routes =
        RoutesFile.compile(
            """
            plans:
              checkout: {rate: 5 per 1s, burst: 10, daily: 1000}
              standard: {rate: 600 per 1m, burst: 60}
            plan-of: {anonymous: standard, customer: standard}
            routes:
              - name: orders
                path: /api/v1/orders
                methods: [POST]
                roles: [customer]
                timeout: 3s
                largest-body: 65536
                limits:
                  - {algorithm: leaky-bucket, key: [client]}
                  - {algorithm: sliding-log, key: [customer, 'header:X-Shop'], plan: checkout}
                request-headers: {remove: [X-Internal]}
                answer-headers: {set: {Deprecation: '@1767225600'}}
            """);

    Route route =
        routes
            .find(
                new Head(
                    HttpMethod.POST,
                    "any",
                    List.of("api", "v1", "orders"),
                    MultiMap.caseInsensitiveMultiMap(),
                    MultiMap::caseInsensitiveMultiMap),
                0)
            .orElseThrow();

    assertThat(route.filters().timeout()).hasValue(Duration.ofSeconds(3));
    assertThat(route.filters().roles()).containsExactly(Role.CUSTOMER);
    assertThat(route.filters().largestBody()).isEqualTo(65_536);
    Route.Limit first = route.filters().limits().getFirst();
    assertThat(first.algorithm()).isEqualTo(Algorithm.LEAKY_BUCKET);
    assertThat(routes.plan(first, Role.CUSTOMER).orElseThrow().name()).isEqualTo("standard");
    assertThat(routes.plan(first, Role.STAFF)).isEmpty();
    Route.Limit second = route.filters().limits().getLast();
    assertThat(second.key()).containsExactly(new KeyPart.Customer(), new KeyPart.Header("X-Shop"));
    assertThat(second.plan().orElseThrow().daily().orElseThrow().permits()).isEqualTo(1_000);
  }

  @Test
  void theExampleInTheGuideIsTaken() throws IOException {
    String guide = Files.readString(TestServers.root().resolve("docs/operations.md"));
    String example = guide.substring(guide.indexOf("```yaml") + 7);

    Routes routes = RoutesFile.compile(example.substring(0, example.indexOf("```")));

    assertThat(routes.size()).isEqualTo(4);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            errors(
                """
                plans:
                  gold: {rate: many, bust: 5}
                plan-of: {customer: platinum}
                routes:
                  - {name: one, path: products, timeout: 1h}
                  - {name: two, path: /two, roles: [king], limits: [{algorithm: dice, key: [age]}]}
                """))
        .containsExactly(
            "the file: plans: gold: rate: expected a rate such as 600 per 1m",
            "the file: plans: gold: bust: there is no such field; expected one of [burst, daily,"
                + " rate, without-shares]",
            "the file: plan-of: customer: expected one of the plans []",
            "route one: path: expected a path that begins with a slash",
            "route one: timeout: expected a time such as 500ms, 3s, 15m or 2h, from 100ms to 12s",
            "route two: roles: expected anonymous, customer, staff or operator",
            "route two: limits: algorithm: expected one of [leaky-bucket, fixed-window,"
                + " sliding-log, sliding-window]",
            "route two: limits: key: expected client, customer, address, or header:NAME");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file: expected fields with values",
        "'[]' | the file: expected fields with values",
        "'routes: []' | the file: routes: expected a list with at least one entry",
        "'plans: {}' | the file: routes: it is missing",
        "'routes: [' | line 1: expected YAML",
        "'routes: [{path: /a}]' | route without a name: name: it is missing",
        "'routes: [{name: a}]' | route a: path: it is missing",
        "'routes: [{name: a, path: /a, path: /b}]' | Duplicate field 'path'",
        "'routes: [{name: a, path: /a}, {name: a, path: /b}]' | name: expected another name",
        "'routes: [{name: a, path: /a}, {name: b, path: /a}]' | route b: expected a weight here",
        "'routes: [{name: a, path: \"/{x}\"}, {name: b, path: \"/{y}\"}]' | route b: expected a",
        "'routes: [{name: a, path: /a/**/b}]' | or ** at the end, not '**'",
        "'routes: [{name: a, path: \"/{x}/{x}\"}]' | expected each parameter once only",
        "'routes: [{name: a, path: /a%2fb}]' | expected segments as they are when decoded",
        "'routes: [{name: a, path: /a, rewrite: \"/{b}\"}]' | expected only what path has",
        "'routes: [{name: a, path: /a, methods: [FETCH]}]' | methods: expected GET",
        "'routes: [{name: a, path: /a, methods: []}]' | expected a list with at least one entry",
        "'routes: [{name: a, path: /a, host: \"a:80\"}]' | host: expected the name of a host",
        "'routes: [{name: a, path: /a, weight: 0}]' | weight: expected a whole number from 1 to",
        "'routes: [{name: a, path: /a, largest-body: 9000000}]' | from 0 to 1048576",
        "'routes: [{name: a, path: /a, service: Order}]' | service: expected the name of a service",
        "'routes: [{name: a, path: /a, colour: red}]' | colour: there is no such field",
        "'routes: [{name: a, path: /a, request-headers: {remove: [Authorization]}}]' | rights",
        "'routes: [{name: a, path: /a, answer-headers: {set: {\"a b\": x}}}]' | name of a header",
        "'routes: [{name: a, path: /a, answer-headers: {set: {X: \"a\\nb\"}}}]' | control",
      })
  void aWrongFileIsRefused(String file, String told) {
    assertThat(errors(file)).anySatisfy(error -> assertThat(error).contains(told));
  }

  @Test
  void aPlanThatAnAlgorithmCannotCountIsRefused() {
    assertThat(
            errors(
                """
                plans: {wide: {rate: 5000 per 1m}}
                routes: [{name: a, path: /a, limits: [{algorithm: sliding-log, key: [client]}]}]
                """))
        .containsExactly(
            "route a: limits: algorithm: plan wide: expected at most 1000 permits, as each is"
                + " remembered by its time");
  }

  @Test
  void whatStandsAtOnePlaceIsBounded() {
    String file =
        IntStream.range(0, 17)
            .mapToObj("{name: r%1$d, path: /a, query: {v: '%1$d'}}"::formatted)
            .collect(Collectors.joining(", ", "routes: [", "]"));

    assertThat(errors(file))
        .containsExactly("route r16: expected at most 16 routes with the same path and host");
  }
}
