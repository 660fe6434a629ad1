package stampede.cli.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/** What a line is. Pure; whether it stood there before is not looked at here. */
sealed interface Judgement {

  /** Pieces that were sold. */
  record Sale(RetailLine line, Sku sku) implements Judgement {}

  /** Pieces that were taken back; {@code pieces} is positive. */
  record Cancellation(RetailLine line, Sku sku, int pieces) implements Judgement {

    LocalDateTime at() {
      return line.at();
    }
  }

  /** Neither. */
  record Refused(Reason reason) implements Judgement {}

  int MOST_PIECES = 1_000_000;
  BigDecimal HIGHEST_PENCE = BigDecimal.valueOf(1_000_000_000_000L);
  Pattern INVOICE = Pattern.compile("C?[0-9]{1,20}");

  static Judgement of(RetailLine line) {
    if (!INVOICE.matcher(line.invoice()).matches()) {
      return new Refused(Reason.NEITHER_SALE_NOR_CANCELLATION);
    }
    if (line.unitPrice().signum() <= 0) {
      return new Refused(Reason.PRICE_NOT_POSITIVE);
    }
    BigDecimal pence = line.unitPrice().movePointRight(2).stripTrailingZeros();
    if (pence.compareTo(HIGHEST_PENCE) > 0) {
      return new Refused(Reason.PRICE_TOO_HIGH);
    }
    if (pence.scale() > 0) {
      return new Refused(Reason.PRICE_NOT_IN_WHOLE_PENCE);
    }
    if (!Sku.isPossible(line.code(), pence.longValueExact())) {
      return new Refused(Reason.UNUSABLE_STOCK_CODE);
    }
    return quantity(line, new Sku(line.code(), pence.longValueExact()));
  }

  private static Judgement quantity(RetailLine line, Sku sku) {
    int pieces = line.isCancellation() ? -line.quantity() : line.quantity();
    if (pieces <= 0) {
      return new Refused(Reason.QUANTITY_OF_WRONG_SIGN);
    }
    if (pieces > MOST_PIECES) {
      return new Refused(Reason.QUANTITY_TOO_LARGE);
    }
    return line.isCancellation() ? new Cancellation(line, sku, pieces) : new Sale(line, sku);
  }
}
