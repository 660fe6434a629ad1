package stampede.cli.retail;

import java.time.LocalDateTime;
import java.util.Map;

/**
 * What one cancellation of the file takes out of one sale.
 *
 * @param number of the cancellation
 * @param of the sale
 * @param lines how many lines of the file it has
 * @param pieces by product; never more than are left of the sale
 */
record Undo(String number, Invoice of, LocalDateTime at, int lines, Map<Sku, Integer> pieces) {}
