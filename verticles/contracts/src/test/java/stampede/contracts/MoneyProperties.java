package stampede.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MoneyProperties {

  @Property
  void takingAwayWhatWasAddedChangesNothing(@ForAll int first, @ForAll int second) {
    Money money = new Money(first, "GBP");
    Money other = new Money(second, "GBP");

    assertThat(money.plus(other).minus(other)).isEqualTo(money);
  }

  @Property
  void aProductIsExactOrRefused(@ForAll long price, @ForAll int quantity) {
    BigInteger exact = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
    Money money = new Money(price, "KRW");

    if (exact.bitLength() < Long.SIZE) {
      assertThat(money.times(quantity).minorUnits()).isEqualTo(exact.longValueExact());
    } else {
      assertThatThrownBy(() -> money.times(quantity)).isInstanceOf(ArithmeticException.class);
    }
  }

  @Example
  void currenciesDoNotMix() {
    Money pounds = new Money(1, "GBP");

    assertThatThrownBy(() -> pounds.plus(new Money(1, "EUR")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GBP and EUR");
  }

  @Example
  void anUnknownCurrencyIsRefused() {
    assertThatThrownBy(() -> new Money(1, "GBX")).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void isWrittenWithTheDigitsOfItsCurrency() {
    assertThat(new Money(-1205, "GBP")).hasToString("-12.05 GBP");
    assertThat(new Money(1205, "KRW")).hasToString("1205 KRW");
  }
}
