package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.gateway.Route.Head;

/** Which request takes which route. */
class RoutesTest {

  private static final Routes ROUTES =
      RoutesFile.compile(
          """
          routes:
            - {name: all, path: /shop/**}
            - {name: list, path: /shop/products}
            - {name: one, path: '/shop/products/{sku}'}
            - {name: lamp, path: /shop/products/LAMP-1}
            - {name: write, path: '/shop/products/{sku}', methods: [PUT, DELETE]}
            - {name: stock-of, path: '/shop/products/{sku}/stock'}
            - {name: partner, path: /shop/**, host: partner.example}
            - {name: beta, path: /shop/products, headers: {X-Beta: '*'}}
            - {name: second, path: /shop/products, headers: {X-Beta: '2'}, query: {page: '2'}}
          """);

  private static Head head(String method, String host, String path, String query) {
    return new Head(
        HttpMethod.valueOf(method),
        host,
        segments(path),
        MultiMap.caseInsensitiveMultiMap(),
        () -> Query.of(query));
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  private static String found(Routes routes, Head head) {
    return routes.find(head, 0).map(Route::name).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, shop.example, /shop/products, list",
    "GET, shop.example, /shop/products/CHAIR-2, one",
    "GET, shop.example, /shop/products/LAMP-1, lamp",
    "PUT, shop.example, /shop/products/CHAIR-2, write",
    "GET, shop.example, /shop/products/CHAIR-2/stock, stock-of",
    "GET, shop.example, /shop/products/LAMP-1/stock, stock-of",
    "GET, shop.example, /shop/products/LAMP-1/pictures, all",
    "GET, shop.example, /shop, all",
    "GET, shop.example, /, none",
    "GET, shop.example, /other, none",
    "GET, partner.example, /shop/products/LAMP-1, partner",
    "GET, partner.example, /other, none",
  })
  void whatIsSaidMoreExactlyGoesFirst(String method, String host, String path, String route) {
    assertThat(found(ROUTES, head(method, host, path, ""))).isEqualTo(route);
  }

  @Test
  void moreConditionsGoBeforeFewer() {
    Head head = head("GET", "shop.example", "/shop/products", "page=2");
    head.headers().add("x-beta", "2");

    assertThat(found(ROUTES, head)).isEqualTo("second");
  }

  @Test
  void aConditionThatDoesNotHoldLeavesTheRequestToOthers() {
    Head head = head("GET", "shop.example", "/shop/products", "page=3");
    head.headers().add("x-beta", "2");

    assertThat(found(ROUTES, head)).isEqualTo("beta");
  }

  @Test
  void routesThatDifferInNothingElseShareByTheirWeights() {
    Routes routes =
        RoutesFile.compile(
            """
            routes:
              - {name: stable, path: /shop/**, weight: 9}
              - {name: canary, path: /shop/**, weight: 1, service: nextcatalog}
            """);

    Map<String, Long> shares =
        IntStream.range(-500, 500)
            .mapToObj(random -> routes.find(head("GET", "any", "/shop/products", ""), random))
            .map(route -> route.map(Route::name).orElse("none"))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

    assertThat(shares).isEqualTo(Map.of("stable", 900L, "canary", 100L));
  }

  @ParameterizedTest
  @CsvSource({
    "'/old/{sku}', '/api/v1/products/{sku}', /old/LAMP-1, /api/v1/products/LAMP-1",
    "/shop/**, /api/v1/**, /shop/products/LAMP-1, /api/v1/products/LAMP-1",
    "'/{version}/p/**', /api/v1/products/**, /v7/p/LAMP-1, /api/v1/products/LAMP-1",
    "'/{version}/p', '/api/{version}/products', /v1/p, /api/v1/products",
    "/shop/**, /api/v1/products, /shop/a/b, /api/v1/products",
  })
  void aPathIsRewrittenByItsParts(String path, String rewrite, String asked, String described) {
    Routes routes =
        RoutesFile.compile(
            "routes: [{name: old, path: '%s', rewrite: '%s'}]".formatted(path, rewrite));
    Optional<Route> route = routes.find(head("GET", "any", asked, ""), 0);

    assertThat(Routes.described(route.orElseThrow(), segments(asked)))
        .isEqualTo(segments(described));
  }

  /** Segments that count how often they are looked at: all that a search looks at of a path. */
  private static final class Counted extends AbstractList<String> {

    private final List<String> segments;
    private int looks;

    Counted(String path) {
      this.segments = segments(path);
    }

    @Override
    public String get(int index) {
      looks++;
      return segments.get(index);
    }

    @Override
    public int size() {
      return segments.size();
    }
  }

  private static int looks(int routes) {
    String file =
        IntStream.range(0, routes)
            .mapToObj("  - {name: r%1$d, path: '/shop/part-%1$d/{id}/things'}"::formatted)
            .collect(Collectors.joining("\n", "routes:\n", "\n"));
    Counted path = new Counted("/shop/part-7/4711/things");
    Head head =
        new Head(
            HttpMethod.GET, "any", path, MultiMap.caseInsensitiveMultiMap(), () -> Query.of(""));
    assertThat(found(RoutesFile.compile(file), head)).isEqualTo("r7");
    return path.looks;
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000})
  void manyRoutesCostTheSameAsTen(int routes) {
    assertThat(looks(routes)).isEqualTo(looks(10));
  }
}
