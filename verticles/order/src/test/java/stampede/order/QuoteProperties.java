package stampede.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.contracts.inventory.StockLine;

class QuoteProperties {

  private static Product product(String sku, long price, String currency) {
    return new Product(sku, "name of " + sku, new Money(price, currency), true);
  }

  private static void assertRefused(Quote quote, FailureCode code, String pointer) {
    assertThat(quote)
        .isInstanceOfSatisfying(
            Quote.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.pointer()).isEqualTo(pointer);
            });
  }

  /** The total is exact or the order is refused; it never wraps and never rounds. */
  @Property
  void totalsAreExact(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = Long.MAX_VALUE) Long> prices,
      @ForAll @LongRange(min = 1, max = 1_000_000) long quantity) {
    Map<String, Product> products = new HashMap<>();
    List<StockLine> wanted = new ArrayList<>();
    BigInteger exact = BigInteger.ZERO;
    for (int i = 0; i < prices.size(); i++) {
      products.put("SKU-" + i, product("SKU-" + i, prices.get(i), "GBP"));
      wanted.add(new StockLine("SKU-" + i, (int) quantity));
      exact = exact.add(BigInteger.valueOf(prices.get(i)).multiply(BigInteger.valueOf(quantity)));
    }

    Quote quote = Quote.of(wanted, products);

    if (exact.bitLength() < Long.SIZE) {
      Money total =
          ((Quote.Priced) quote)
              .lines().stream().map(OrderLine::owed).reduce(Money::plus).orElseThrow();
      assertThat(total.minorUnits()).isEqualTo(exact.longValueExact());
    } else {
      assertThat(quote)
          .isInstanceOfSatisfying(
              Quote.Refused.class,
              refused -> assertThat(refused.code()).isEqualTo(FailureCode.AMOUNT_TOO_LARGE));
    }
  }

  @Example
  void pricesAreThoseOfTheCatalogue() {
    Quote quote = Quote.of(List.of(new StockLine("A", 2)), Map.of("A", product("A", 199, "GBP")));

    assertThat(quote)
        .isEqualTo(
            new Quote.Priced(
                List.of(OrderLine.ordered("A", "name of A", 2, new Money(199, "GBP")))));
  }

  @Example
  void whatIsNotInTheCatalogueCannotBeHad() {
    assertRefused(
        Quote.of(List.of(new StockLine("A", 1)), Map.of()),
        FailureCode.UNKNOWN_PRODUCT,
        "/lines/0/sku");
  }

  @Example
  void whatIsNotOnSaleCannotBeHad() {
    Product withdrawn = new Product("A", "a", new Money(1, "GBP"), false);

    assertRefused(
        Quote.of(List.of(new StockLine("A", 1)), Map.of("A", withdrawn)),
        FailureCode.UNKNOWN_PRODUCT,
        "/lines/0/sku");
  }

  @Example
  void aProductStandsInOneLineOnly() {
    assertRefused(
        Quote.of(
            List.of(new StockLine("A", 1), new StockLine("A", 1)),
            Map.of("A", product("A", 1, "GBP"))),
        FailureCode.INVALID_BODY,
        "/lines/1/sku");
  }

  @Example
  void currenciesAreNotMixed() {
    assertRefused(
        Quote.of(
            List.of(new StockLine("A", 1), new StockLine("B", 1)),
            Map.of("A", product("A", 1, "GBP"), "B", product("B", 1, "EUR"))),
        FailureCode.MIXED_CURRENCIES,
        "/lines/1/sku");
  }
}
