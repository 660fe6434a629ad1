package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import stampede.account.RefreshFamily.Presented;

/** Whatever is presented in whatever order by whomever. */
class RefreshFamilyProperties {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration TIME = Duration.ofDays(30);

  private RefreshFamily family = fresh();
  private final List<String> known = new ArrayList<>();

  @BeforeTry
  void beginAnew() {
    family = fresh();
    known.clear();
    known.add("token-0");
  }

  private static RefreshFamily fresh() {
    return new RefreshFamily(
        new UUID(1, 2), "app", new UUID(3, 4), "", "token-0", START.plus(TIME), false);
  }

  private Presented present(int which, String client, Instant now) {
    String successor = "token-" + known.size();
    Presented outcome = family.present(known.get(which % known.size()), client, successor, now);
    switch (outcome) {
      case Presented.Rotated(RefreshFamily next) -> {
        family = next;
        known.add(successor);
      }
      case Presented.Reused(RefreshFamily next) -> family = next;
      case Presented.Refused() -> assertThat(known).doesNotContain(successor);
    }
    return outcome;
  }

  @Property
  void atMostOneTokenHolds(@ForAll @Size(max = 30) List<@IntRange(max = 40) Integer> order) {
    order.forEach(which -> present(which, "app", START));

    List<String> holding =
        known.stream()
            .filter(
                token -> family.present(token, "app", "next", START) instanceof Presented.Rotated)
            .toList();

    assertThat(holding).isEqualTo(family.revoked() ? List.of() : List.of(known.getLast()));
  }

  @Property
  void afterOneHasComeTwiceNothingHoldsEverAgain(
      @ForAll @Size(max = 30) List<@IntRange(max = 40) Integer> order) {
    boolean reused = false;
    for (int which : order) {
      Presented outcome = present(which, "app", START);
      assertThat(outcome instanceof Presented.Rotated && reused).isFalse();
      reused |= outcome instanceof Presented.Reused;
    }

    assertThat(family.revoked()).isEqualTo(reused);
  }

  @Property
  void whoeverUsesEachOnceInTurnIsNeverRefused(@ForAll @IntRange(max = 50) int times) {
    for (int i = 0; i < times; i++) {
      assertThat(present(known.size() - 1, "app", START)).isInstanceOf(Presented.Rotated.class);
    }
  }

  /** Else a stranger who knows a token, but is not the program, could end the login. */
  @Property
  void anotherProgramChangesNothing(@ForAll @IntRange(max = 40) int which) {
    present(0, "app", START);
    RefreshFamily before = family;

    Presented outcome = present(which, "another", START);

    assertThat(outcome).isEqualTo(new Presented.Refused());
    assertThat(family).isEqualTo(before);
  }

  @Property
  void usingItDoesNotPutTheEndOff(@ForAll @IntRange(max = 60) int days) {
    Instant now = START.plus(Duration.ofDays(days));

    Presented outcome = present(0, "app", now);

    assertThat(outcome instanceof Presented.Rotated).isEqualTo(days < TIME.toDays());
    assertThat(family.endsAt()).isEqualTo(START.plus(TIME));
  }
}
