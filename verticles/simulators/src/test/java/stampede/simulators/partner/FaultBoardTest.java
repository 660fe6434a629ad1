package stampede.simulators.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultBoardTest {

  private static Faults faults(Map<Fault, Double> shares) {
    return new Faults(shares, 100, 200, 1000, 42);
  }

  @Test
  void aShareIsAboutAsManyAsItSays() {
    FaultBoard board = new FaultBoard(Set.of(Fault.DECLINE));
    board.set(faults(Map.of(Fault.DECLINE, 0.3)));

    long happened = IntStream.range(0, 10_000).filter(draw -> board.happens(Fault.DECLINE)).count();

    assertThat(happened).isBetween(2_800L, 3_200L);
  }

  @Test
  void whatFollowsAnEntryDoesNotDependOnWhatWasDrawnBefore() {
    FaultBoard first = new FaultBoard(Set.of(Fault.FAIL_DELIVERY));
    FaultBoard second = new FaultBoard(Set.of(Fault.FAIL_DELIVERY));
    Faults faults = faults(Map.of(Fault.FAIL_DELIVERY, 0.5));
    first.set(faults);
    second.set(faults);

    second.treatment();

    assertThat(followers(second)).isEqualTo(followers(first)).contains(true, false);
  }

  private static List<Boolean> followers(FaultBoard board) {
    return LongStream.rangeClosed(1, 100)
        .mapToObj(number -> new Posted<>(number, Instant.EPOCH, "entry"))
        .map(entry -> board.happens(Fault.FAIL_DELIVERY, entry))
        .toList();
  }

  @Test
  void aSlowAnswerIsDelayedWithinItsBounds() {
    FaultBoard board = new FaultBoard(Set.of(Fault.SLOW));
    board.set(faults(Map.of(Fault.SLOW, 1.0)));

    List<Long> delays =
        IntStream.range(0, 1000).mapToObj(draw -> board.treatment().delayMillis()).toList();

    assertThat(delays).allMatch(delay -> delay >= 100 && delay <= 200).contains(100L, 200L);
  }

  @Test
  void ofSeveralMishapsTheFirstHappens() {
    FaultBoard board = new FaultBoard(Set.of(Fault.HANG_AFTER, Fault.ERROR_AFTER));
    board.set(faults(Map.of(Fault.HANG_AFTER, 1.0, Fault.ERROR_AFTER, 1.0)));

    assertThat(board.treatment().mishap()).isEqualTo(Mishap.ERROR_AFTER);
  }

  @Test
  void settingsAreWrittenAsTheyAreRead() {
    Set<Fault> supported = Set.of(Fault.REFUSE, Fault.SLOW);
    Faults faults = faults(Map.of(Fault.REFUSE, 0.25, Fault.SLOW, 1.0));

    byte[] written = faults.write(supported).toBuffer().getBytes();

    assertThat(Faults.read(JsonFields.read(written), supported)).isEqualTo(faults);
  }
}
