package stampede.cli.retail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small file with every peculiarity of the published one.
 *
 * @param pence what its sales come to, counted as the lines were made
 * @param sales how many invoices are sales
 */
record SampleFile(Path path, long pence, int sales) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final List<String> CODES = List.of("85123A", "85123a", "22423", "POST", "C2");
  private static final int INVOICES = 40;
  private static final int CUSTOMERS = 6;

  static SampleFile write(Path path) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    lines.add("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    LocalDateTime time = LocalDateTime.of(2011, 3, 1, 9, 0);
    long pence = 0;
    for (int i = 0; i < INVOICES; i++) {
      time = time.plusHours(3);
      String customer = i % 9 == 0 ? "" : 17_000 + random.nextInt(CUSTOMERS) + ".0";
      for (int n = 0; n < 5; n++) {
        String code = CODES.get(n);
        int price = 100 + 5 * random.nextInt(3);
        int pieces = 1 + random.nextInt(20);
        String line = line(i, code, "\"THING,  " + code + '"', pieces, time, price, customer);
        lines.add(line);
        pence += (long) pieces * price;
        // the same product again, its pieces to be added
        lines.add(line(i, code, "another name", 1, time, price, customer));
        pence += price;
        if (n == 2) {
          lines.add(line);
          lines.add(line("C", 1_000 + i, code, "", -pieces, time.plusHours(1), price, customer));
        }
      }
      lines.add(line(i, "gift_0001_20", "?", -5, time, 0, customer));
    }
    lines.add("A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom");
    lines.add("550193,PADS,PADS,1,2011-04-15 09:27:00,0.001,13952.0,Unspecified");
    Files.write(path, lines);
    return new SampleFile(path, pence, INVOICES);
  }

  private static String line(
      int invoice,
      String code,
      String description,
      int pieces,
      LocalDateTime at,
      int price,
      String customer) {
    return line("", invoice, code, description, pieces, at, price, customer);
  }

  private static String line(
      String kind,
      int invoice,
      String code,
      String description,
      int pieces,
      LocalDateTime at,
      int price,
      String customer) {
    return "%s%d,%s,%s,%d,%s,%d.%02d,%s,EIRE"
        .formatted(
            kind,
            536_000 + invoice,
            code,
            description,
            pieces,
            TIME.format(at),
            price / 100,
            price % 100,
            customer);
  }
}
