package stampede.cli.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;

/**
 * A line of the file, read but not judged. Two lines are equal when the file says the same in both.
 *
 * @param customer empty when the file names none
 * @param unitPrice in pounds
 */
record RetailLine(
    String invoice,
    String code,
    String description,
    int quantity,
    LocalDateTime at,
    BigDecimal unitPrice,
    String customer,
    String country) {

  boolean isCancellation() {
    return invoice.startsWith("C");
  }
}
