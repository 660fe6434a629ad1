package stampede.cli.retail;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads records. Texts that come again are kept once, as the file is long and repeats itself.
 * Customers come as {@code 17850} and as {@code 17850.0}, dates as {@code 2010-12-01 08:26:00} and
 * as {@code 12/1/2010 8:26}.
 */
final class RetailFormat {

  static final List<String> COLUMNS =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT),
          DateTimeFormatter.ofPattern("M/d/uuuu H:mm", Locale.ROOT));

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, LocalDateTime> dates = new HashMap<>();
  private final Map<String, BigDecimal> prices = new HashMap<>();

  /** The line; empty when a field is missing or is no number or date. */
  Optional<RetailLine> read(NamedCsvRecord line) {
    if (line.getFieldCount() != line.getHeader().size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RetailLine(
              text(line, "InvoiceNo"),
              text(line, "StockCode"),
              text(line, "Description"),
              Integer.parseInt(text(line, "Quantity")),
              dates.computeIfAbsent(text(line, "InvoiceDate"), RetailFormat::date),
              prices.computeIfAbsent(text(line, "UnitPrice"), BigDecimal::new),
              customer(text(line, "CustomerID")),
              text(line, "Country")));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private String text(NamedCsvRecord line, String column) {
    String text = line.getField(column).strip();
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static String customer(String text) {
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static LocalDateTime date(String text) {
    DateTimeException unread = new DateTimeException(text);
    for (DateTimeFormatter format : DATES) {
      try {
        return LocalDateTime.parse(text, format);
      } catch (DateTimeException e) {
        unread.addSuppressed(e);
      }
    }
    throw unread;
  }
}
