package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.cli.client.CannotGoOn;

class RetailFileTest {

  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final String SALE =
      "536365,85123A,WHITE LANTERN,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";

  @TempDir private Path directory = Path.of("");

  private Acceptance.Result read(String content, Charset charset) throws IOException {
    Path file = directory.resolve("file.csv");
    Files.writeString(file, content, charset);
    return new RetailFile(file, StandardCharsets.UTF_8).read();
  }

  private Acceptance.Result read(String lines) throws IOException {
    return read(HEADER + lines, StandardCharsets.UTF_8);
  }

  @Test
  void readsALineAsItIs() throws IOException {
    Acceptance.Result result = read(SALE);

    RetailLine line = result.sales().getFirst().line();
    assertThat(line.invoice()).isEqualTo("536365");
    assertThat(line.code()).isEqualTo("85123A");
    assertThat(line.quantity()).isEqualTo(6);
    assertThat(line.at()).isEqualTo(LocalDateTime.of(2010, 12, 1, 8, 26));
    assertThat(line.unitPrice()).isEqualByComparingTo("2.55");
    assertThat(line.customer()).isEqualTo("17850");
    assertThat(result.sales().getFirst().sku()).hasToString("85123A~255");
  }

  /** As it is passed on elsewhere: American dates, whole customer numbers, spaces, a comma. */
  @Test
  void readsOtherSpellings() throws IOException {
    Acceptance.Result result =
        read("536365, 85123A ,\"LANTERN, \"\"WHITE\"\"\",6,12/1/2010 8:26,2.5,17850,France\n");

    RetailLine line = result.sales().getFirst().line();
    assertThat(line.code()).isEqualTo("85123A");
    assertThat(line.description()).isEqualTo("LANTERN, \"WHITE\"");
    assertThat(line.at()).isEqualTo(LocalDateTime.of(2010, 12, 1, 8, 26));
    assertThat(line.customer()).isEqualTo("17850");
    assertThat(result.sales().getFirst().sku()).hasToString("85123A~250");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNREADABLE|536365,85123A,LANTERN,six,2010-12-01 08:26:00,2.55,17850,France",
        "UNREADABLE|536365,85123A,LANTERN,6,yesterday,2.55,17850,France",
        "UNREADABLE|536365,85123A,LANTERN,6,2010-12-01 08:26:00,cheap,17850,France",
        "UNREADABLE|536365,85123A,LANTERN,6,2010-12-01 08:26:00",
        "UNREADABLE|536365,85123A,LANTERN,99999999999,2010-12-01 08:26:00,1,17850,France",
        "EXACT_DUPLICATE|536365,85123A,WHITE LANTERN,6,2010-12-01 08:26:00,2.55,17850.0,"
            + "United Kingdom",
        "NEITHER_SALE_NOR_CANCELLATION|A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,",
        "PRICE_NOT_POSITIVE|536414,22139,,56,2010-12-01 11:52:00,0,,United Kingdom",
        "PRICE_NOT_POSITIVE|536414,22139,,56,2010-12-01 11:52:00,-1.50,,United Kingdom",
        "PRICE_NOT_IN_WHOLE_PENCE|550193,PADS,PADS,1,2011-04-15 09:27:00,0.001,13952,France",
        "PRICE_TOO_HIGH|550193,PADS,PADS,1,2011-04-15 09:27:00,10000000000.01,13952,France",
        "UNUSABLE_STOCK_CODE|550193,PA/DS,PADS,1,2011-04-15 09:27:00,1,13952,France",
        "QUANTITY_OF_WRONG_SIGN|550193,PADS,PADS,-1,2011-04-15 09:27:00,1,13952,France",
        "QUANTITY_OF_WRONG_SIGN|550193,PADS,PADS,0,2011-04-15 09:27:00,1,13952,France",
        "QUANTITY_OF_WRONG_SIGN|C550193,PADS,PADS,1,2011-04-15 09:27:00,1,13952,France",
        "QUANTITY_TOO_LARGE|550193,PADS,PADS,1000001,2011-04-15 09:27:00,1,13952,France"
      })
  void refusesWhatIsNoSaleAndSaysWhy(Reason reason, String line) throws IOException {
    Acceptance.Result result = read(SALE + line + "\n");

    assertThat(result.refusals()).isEqualTo(Map.of(reason, 1));
    assertThat(result.read()).isEqualTo(2);
    assertThat(result.sales()).hasSize(1);
  }

  @Test
  void tellsCancellationsFromSales() throws IOException {
    Acceptance.Result result =
        read(SALE + "C536379,85123A,LANTERN,-2,2010-12-02 09:41:00,2.55,17850,United Kingdom\n");

    assertThat(result.cancellations())
        .singleElement()
        .satisfies(
            cancellation -> {
              assertThat(cancellation.pieces()).isEqualTo(2);
              assertThat(cancellation.sku()).hasToString("85123A~255");
            });
  }

  @Test
  void keepsCodesApartThatDifferOnlyInCase() throws IOException {
    Acceptance.Result result = read(SALE + SALE.replace("85123A", "85123a"));

    assertThat(Catalogue.of(result.sales()).items())
        .extracting(item -> item.product().sku())
        .containsExactly("85123A~255", "85123a~255");
  }

  @Test
  void namesAProductByItsMostFrequentDescriptionInOneLine() throws IOException {
    Acceptance.Result result =
        read(
            SALE
                + SALE.replace("536365", "1").replace("WHITE LANTERN", "WHITE  LANTERN")
                + SALE.replace("536365", "2").replace("WHITE LANTERN", "wrongly coded")
                + SALE.replace("536365", "3").replace("WHITE LANTERN", "WHITE  LANTERN")
                + SALE.replace("536365", "4").replace("WHITE LANTERN", ""));

    assertThat(Catalogue.of(result.sales()).items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.product().name()).isEqualTo("WHITE LANTERN");
              assertThat(item.pieces()).isEqualTo(30);
            });
  }

  @Test
  void readsAGzippedFileLikeThePlainOne() throws IOException {
    Path zipped = directory.resolve("file.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write((HEADER + SALE).getBytes(StandardCharsets.UTF_8));
    }

    Acceptance.Result result = new RetailFile(zipped, StandardCharsets.UTF_8).read();

    assertThat(result).isEqualTo(read(SALE));
  }

  @Test
  void passesOverAByteOrderMark() throws IOException {
    assertThat(read("\ufeff" + HEADER + SALE, StandardCharsets.UTF_8).sales()).hasSize(1);
  }

  @Test
  void namesTheEncodingThatIsWrong() {
    assertThatThrownBy(
            () -> read(HEADER + SALE.replace("WHITE", "\u00a3"), StandardCharsets.ISO_8859_1))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("--charset");
  }

  @Test
  void namesTheColumnThatIsMissing() {
    assertThatThrownBy(() -> read("a,b\n1,2\n", StandardCharsets.UTF_8))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("StockCode");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> read("", StandardCharsets.UTF_8))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("no lines");
  }

  @Test
  void saysThatAnExcelFileIsNoCsv() {
    assertThatThrownBy(() -> read("PK\u0003\u0004", StandardCharsets.UTF_8))
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("save the sheet as CSV");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    RetailFile nowhere = new RetailFile(directory.resolve("nowhere.csv"), StandardCharsets.UTF_8);

    assertThatThrownBy(nowhere::read)
        .isInstanceOf(CannotGoOn.class)
        .hasMessageContaining("nowhere.csv");
  }
}
