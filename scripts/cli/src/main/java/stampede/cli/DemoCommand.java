package stampede.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import stampede.cli.client.DurationFormat;
import stampede.cli.client.PlacedOrder;
import stampede.cli.client.Shop;
import stampede.cli.client.ShopOptions;
import stampede.cli.client.TokenIssuer;
import stampede.cli.client.Undoing;
import stampede.contracts.Money;

/** {@code stampede demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fills a small shop with data that is made up, and tells what became of it: orders that were"
          + " delivered, one whose payment was declined, one whose delivery failed, one that was"
          + " cancelled, one that was sent back in part. Run again, it does nothing twice.",
      ""
    })
final class DemoCommand implements Callable<Integer> {

  private static final int PARALLEL = 8;
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "another number makes another shop (${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--delivered-within",
      paramLabel = "TIME",
      defaultValue = "2m",
      converter = DurationFormat.class,
      description = "how long to wait for deliveries (${DEFAULT-VALUE})")
  private Duration deliveredWithin = Duration.ofMinutes(2);

  @Mixin private ShopOptions shopOptions = new ShopOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    TokenIssuer issuer = shopOptions.issuer();
    Demo demo = Demo.of(seed);
    try (Shop shop = shopOptions.connect(PARALLEL)) {
      DemoRun run = new DemoRun(shop, new Undoing(shop, deliveredWithin, PAUSE), issuer);
      run.stock(demo);
      say("%d products, %d pieces of each in stock", demo.products().size(), Demo.PIECES);
      List<PlacedOrder> placed = run.place(demo);
      say("%d orders, for %s; waiting for the carrier", placed.size(), total(placed));
      List<DemoRun.Ended> ended = new ArrayList<>();
      for (int i = 0; i < placed.size(); i++) {
        ended.add(run.end(demo.orders().get(i), placed.get(i).id()));
      }
      say("%nwhat became of them:");
      for (Demo.Ending ending : Demo.Ending.values()) {
        tell(ended.stream().filter(each -> each.order().ending() == ending).toList());
      }
      whereToLook(ended);
      return 0;
    }
  }

  private static Money total(List<PlacedOrder> placed) {
    return placed.stream().map(PlacedOrder::total).reduce(Money.zero("GBP"), Money::plus);
  }

  /** Those that end the same way; a story of its own each, unless all is well. */
  private void tell(List<DemoRun.Ended> same) {
    DemoRun.Ended first = same.getFirst();
    if (first.order().ending() == Demo.Ending.DELIVERED) {
      say("  %d went the usual way: paid and delivered", same.size());
      return;
    }
    String state =
        first.placed().state()
            + first.placed().cancelledBecause().map(why -> " because " + why).orElse("");
    say("  %s's %s", first.order().customer(), first.placed().id());
    say(
        "    %s: %s; %s taken, %s given back",
        meant(first.order()), state, first.payment().captured(), first.payment().refunded());
  }

  private static String meant(Demo.Order order) {
    return switch (order.ending()) {
      case DELIVERED -> "delivered";
      case PAYMENT_DECLINED -> "the payment was declined";
      case DELIVERY_FAILED -> "the carrier brought it back";
      case CANCELLED -> "the customer cancelled it";
      case RETURNED ->
          "the customer sent one " + DemoRun.sentBack(order).getFirst().sku() + " back";
    };
  }

  private void whereToLook(List<DemoRun.Ended> ended) {
    DemoRun.Ended failed =
        ended.stream()
            .filter(each -> each.order().ending() == Demo.Ending.DELIVERY_FAILED)
            .findFirst()
            .orElseThrow();
    String api = shopOptions.api() + "/api/v1";
    String ask = "  curl -H \"Authorization: Bearer $TOKEN\" " + api;
    say("%nlook at what came back, as its customer:");
    say("  TOKEN=$(%s)", shopOptions.tokenCommand(failed.order().customer()));
    say("%s/orders/%s/events", ask, failed.placed().id());
    say("%s/payments/%s", ask, failed.placed().id());
    say("%s/shipments/%s", ask, failed.placed().id());
    say("%s/orders?limit=3", ask);
    say("%nand, as anybody:");
    say("  curl %s/stock/%s", api, failed.order().wanted().lines().getFirst().sku());
  }

  private void say(String format, Object... particulars) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(format + "%n", particulars);
    out.flush();
  }
}
