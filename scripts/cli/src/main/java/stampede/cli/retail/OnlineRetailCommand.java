package stampede.cli.retail;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import stampede.cli.client.DurationFormat;
import stampede.cli.client.Interruption;
import stampede.cli.client.Shop;
import stampede.cli.client.ShopOptions;
import stampede.cli.client.TokenIssuer;
import stampede.cli.client.Undoing;
import stampede.contracts.Money;
import stampede.contracts.Role;

/** {@code stampede import online-retail}. */
@Command(
    name = "online-retail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Brings the published UCI \"Online Retail\" file into the shop: its products, an opening stock"
          + " of as many pieces as it sells and, with --replay, its orders and what was taken back."
          + " It can be interrupted and run again: nothing is done twice.",
      "",
      "A product is a stock code at a price: 85123A at 2.55 is 85123A~255. An invoice becomes an"
          + " order; one without a customer is the order of a guest. Exact duplicates, prices of 0"
          + " or less, and what is no sale are refused, and the report says how many.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was done, and the revenue is the file's own sum",
      "1:it was not; the message says why",
      "2:the command line is wrong"
    })
public final class OnlineRetailCommand implements Callable<Integer> {

  private static final String STAFF = "online-retail-import";
  private static final Duration LOOKS_AT_ORDERS = Duration.ofSeconds(1);

  @Parameters(paramLabel = "FILE", description = "the file, as CSV, gzipped or not")
  private Path file = Path.of("");

  @Option(
      names = "--charset",
      defaultValue = "UTF-8",
      description = "what the file is written in (${DEFAULT-VALUE})")
  private Charset charset = StandardCharsets.UTF_8;

  @Option(names = "--replay", description = "place its orders, too")
  private boolean replay;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "max",
      converter = Pace.Format.class,
      description = "how many times as fast as real time; 0 or max: as it goes (${DEFAULT-VALUE})")
  private Pace pace = Pace.FASTEST;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "replay orders of that day and later")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "replay orders of that day and before")
  private Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "64",
      description = "the most calls at once (${DEFAULT-VALUE})")
  private int parallel = 64;

  @Option(
      names = "--delivered-within",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = DurationFormat.class,
      description = "how long to wait for a delivery that is to be returned (${DEFAULT-VALUE})")
  private Duration deliveredWithin = Duration.ofMinutes(2);

  @Option(names = "--json", description = "report as JSON")
  private boolean json;

  @Mixin private ShopOptions shopOptions = new ShopOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by the command line. */
  public OnlineRetailCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    TokenIssuer issuer = shopOptions.issuer();
    try (Shop shop = shopOptions.connect(parallel)) {
      Interruption interruption = Interruption.saying("run the same again to go on");
      try {
        return conclude(run(shop, issuer));
      } finally {
        interruption.over();
      }
    }
  }

  private ImportReport run(Shop shop, TokenIssuer issuer) throws InterruptedException {
    System.err.println("reading " + file);
    Acceptance.Result accepted = new RetailFile(file, charset).read();
    Progress.Screen screen =
        new Progress.Screen(System.err, Boolean.getBoolean("stampede.terminal"));
    Catalogue catalogue = Catalogue.of(accepted.sales());
    CatalogueImport.Done done =
        new CatalogueImport(shop, issuer.credentials(STAFF, Role.STAFF), screen)
            .run(catalogue, accepted.digest());
    Optional<ImportReport.Orders> orders = Optional.empty();
    if (replay) {
      Plan plan = Plan.of(accepted, new Plan.Dates(from, to));
      Tally.Result result =
          new Replay(
                  shop,
                  new Undoing(shop, deliveredWithin, LOOKS_AT_ORDERS),
                  id -> issuer.credentials(id, Role.CUSTOMER),
                  pace,
                  screen)
              .run(plan);
      orders = Optional.of(ImportReport.Orders.of(plan, result, sumOfFile(accepted, plan)));
    }
    return new ImportReport(
        ImportReport.Lines.of(accepted), ImportReport.Shelves.of(catalogue, done), orders);
  }

  /** Straight from the lines, by another way than the orders were made. */
  static Money sumOfFile(Acceptance.Result accepted, Plan plan) {
    Set<String> numbers =
        plan.orders().stream().map(order -> order.invoice().number()).collect(Collectors.toSet());
    BigDecimal sum =
        accepted.sales().stream()
            .map(Judgement.Sale::line)
            .filter(line -> numbers.contains(line.invoice()))
            .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Money(sum.movePointRight(2).longValueExact(), Catalogue.CURRENCY);
  }

  private int conclude(ImportReport report) {
    CommandLine commandLine = spec.commandLine();
    commandLine.getOut().println(json ? report.json() : report.text().stripTrailing());
    if (report.agrees()) {
      return 0;
    }
    commandLine
        .getErr()
        .println(
            "The revenue is not the file's own sum. Orders that were refused are missing in it; if none"
                + " was, the shop has other prices than the file.");
    return 1;
  }
}
