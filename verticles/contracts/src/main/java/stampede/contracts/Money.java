package stampede.contracts;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An exact amount in the smallest unit of its currency (pence, cents, won).
 *
 * <p>Arithmetic never rounds and never wraps: it fails with {@link ArithmeticException} when a
 * result does not fit, and with {@link IllegalArgumentException} when currencies differ.
 *
 * @param minorUnits the amount; may be negative
 * @param currency ISO 4217 code
 */
public record Money(long minorUnits, String currency) {

  /** Fails with {@link IllegalArgumentException} when the currency is not one of ISO 4217. */
  public Money {
    if (Currency.getInstance(currency).getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(currency + " is no currency that prices are set in");
    }
  }

  /** Nothing, in that currency. */
  public static Money zero(String currency) {
    return new Money(0, currency);
  }

  /** The sum of both. */
  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  /** What is left of this when the other is taken away; may be negative. */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  /** This amount, so many times. */
  public Money times(long quantity) {
    return new Money(Math.multiplyExact(minorUnits, quantity), currency);
  }

  /** Whether there is more than nothing of it. */
  public boolean isPositive() {
    return minorUnits > 0;
  }

  /** Whether it is neither positive nor negative. */
  public boolean isZero() {
    return minorUnits == 0;
  }

  /** As people write it, for example {@code 12.50 GBP}. */
  @Override
  public String toString() {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return BigDecimal.valueOf(minorUnits, digits).toPlainString() + " " + currency;
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
    }
    return other;
  }
}
