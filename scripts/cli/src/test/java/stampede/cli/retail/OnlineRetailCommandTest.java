package stampede.cli.retail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import stampede.cli.client.FakeShop;
import stampede.cli.client.Fault;
import stampede.cli.client.TestKeys;

class OnlineRetailCommandTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter errors = new StringWriter();
  private FakeShop shop;
  private SampleFile file;

  @BeforeEach
  void start() throws Exception {
    TestKeys.into(directory);
    shop = FakeShop.start();
    file = SampleFile.write(directory.resolve("file.csv"));
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  private record Ended(int code, String out) {

    JsonNode report() throws Exception {
      return new ObjectMapper().readTree(out);
    }
  }

  private Ended run(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(file.path().toString(), "--api", shop.api().toString()));
    arguments.addAll(List.of("--data", directory.toString(), "--json"));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new OnlineRetailCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(errors))
            .execute(arguments.toArray(String[]::new));
    return new Ended(code, out.toString());
  }

  /** All that a replay leaves behind, whatever the order of different customers was. */
  private Map<String, String> leftBehind() {
    Map<String, String> left = new TreeMap<>();
    shop.orders()
        .forEach(
            order ->
                left.put(
                    shop.ownerOf(order) + " " + order.get("key").asText(),
                    order.get("lines") + " " + order.get("total") + order.get("cancellations")));
    left.put("stock", new TreeMap<>(shop.available()).toString());
    return left;
  }

  @Test
  void placesEverySaleAtTheFilesOwnSum() throws Exception {
    Ended ended = run("--replay");

    assertThat(ended.code()).isZero();
    JsonNode replay = ended.report().get("replay");
    assertThat(replay.at("/revenue/minorUnits").longValue()).isEqualTo(file.pence());
    assertThat(replay.at("/sumOfFile/minorUnits").longValue()).isEqualTo(file.pence());
    assertThat(replay.get("placed").intValue()).isEqualTo(file.sales());
    assertThat(shop.orders()).hasSize(file.sales());
    assertThat(shop.available().values()).containsOnly(0L);
  }

  @Test
  void undoesWhatCanBeMatched() throws Exception {
    JsonNode undone = run("--replay").report().at("/replay/undone");

    assertThat(undone.get("asCancellation").intValue()).isPositive();
    assertThat(undone.get("linesMatched").intValue() + undone.get("linesUnmatched").intValue())
        .isEqualTo(file.sales());
    assertThat(undone.at("/unmatchedBecause/NO_CUSTOMER").intValue()).isPositive();
  }

  @Test
  void doesNothingTwiceWhenRunAgain() throws Exception {
    run("--replay");
    Map<String, String> first = leftBehind();

    Ended again = run("--replay");

    assertThat(again.code()).isZero();
    assertThat(again.report().at("/catalogue/created").intValue()).isZero();
    assertThat(leftBehind()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void doesEverythingOnceWhateverHappensOnTheWay(long seed) throws Exception {
    run("--replay");
    Map<String, String> undisturbed = leftBehind();
    shop.close();
    shop = FakeShop.start();
    Random random = new Random(seed);
    List<Fault> faults = List.of(Fault.UNAVAILABLE, Fault.ANSWER_LOST, Fault.KEY_IN_FLIGHT);
    shop.faults(
        call -> random.nextInt(4) == 0 ? faults.get(random.nextInt(faults.size())) : Fault.NONE);

    Ended ended = run("--replay");

    assertThat(ended.code()).isZero();
    assertThat(leftBehind()).isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 30, 60})
  void goesOnWhereItWasInterrupted(int after) throws Exception {
    run("--replay");
    Map<String, String> undisturbed = leftBehind();
    shop.close();
    shop = FakeShop.start();
    Thread interrupted = new Thread(() -> run("--replay"));
    AtomicInteger calls = new AtomicInteger();
    shop.faults(
        call -> {
          if (calls.incrementAndGet() == after) {
            interrupted.interrupt();
          }
          return Fault.NONE;
        });
    interrupted.start();
    assertThat(interrupted.join(Duration.ofSeconds(30))).isTrue();
    assertThat(shop.orders()).hasSizeLessThan(file.sales());

    Ended again = run("--replay");

    assertThat(again.code()).isZero();
    assertThat(leftBehind()).isEqualTo(undisturbed);
  }

  @Test
  void aCustomerOrdersInTheOrderOfTheFile() {
    run("--replay");

    Map<String, List<String>> keys = new TreeMap<>();
    shop.orders()
        .forEach(
            order ->
                keys.computeIfAbsent(shop.ownerOf(order), owner -> new ArrayList<>())
                    .add(order.get("key").asText()));
    assertThat(keys.values()).allSatisfy(each -> assertThat(each).isSorted());
    assertThat(keys).hasSizeGreaterThan(5);
  }

  @Test
  void replaysJustTheDaysThatAreAskedFor() throws Exception {
    JsonNode replay =
        run("--replay", "--from", "2011-03-02", "--to", "2011-03-03").report().get("replay");

    assertThat(replay.get("placed").intValue()).isEqualTo(shop.orders().size()).isBetween(10, 20);
    assertThat(replay.get("revenue")).isEqualTo(replay.get("sumOfFile"));
  }

  @Test
  void setsAPriceAgainThatSomebodyHasChanged() throws Exception {
    run();
    shop.price("22423~100", 999);

    JsonNode report = run().report();

    assertThat(report.at("/catalogue/changed").intValue()).isEqualTo(1);
    assertThat(shop.price("22423~100")).isEqualTo(100);
  }

  @Test
  void failsWhenAnOrderIsMissingInTheRevenue() throws Exception {
    run();
    shop.sell("22423~100", 1);

    Ended ended = run("--replay");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.report().at("/replay/refused").intValue()).isEqualTo(1);
    assertThat(errors.toString()).contains("not the file's own sum");
  }

  @Test
  void tellsPeopleTheSameAsPrograms() {
    StringWriter out = new StringWriter();

    new CommandLine(new OnlineRetailCommand())
        .setOut(new PrintWriter(out))
        .execute(file.path().toString(), "--api=" + shop.api(), "--data=" + directory, "--replay");

    assertThat(out.toString())
        .containsPattern("exact duplicate +40")
        .containsPattern("neither sale nor cancellation +1")
        .containsPattern("revenue +[0-9,]+\\.[0-9]{2} GBP");
  }
}
