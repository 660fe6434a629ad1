package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Keys over time, looked after at any intervals, as a node may stand still. */
class KeyRingProperties {

  private static final Duration KEY_TIME = Duration.ofHours(2);
  private static final Duration TOKEN_TIME = Duration.ofMinutes(10);

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private Instant now = START;
  private final List<KeyRing.Key> keys = new ArrayList<>();
  private int made;

  @BeforeTry
  void beginAnew() {
    now = START;
    keys.clear();
    made = 0;
  }

  private KeyRing ring() {
    return new KeyRing(keys, KEY_TIME, TOKEN_TIME);
  }

  private void lookAfter() {
    keys.removeAll(ring().ended(now));
    if (ring().needsNew(now)) {
      keys.add(new KeyRing.Key("key-" + made++, now));
    }
  }

  @Property
  void everyTokenCanBeVerifiedUntilItEnds(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 90) Integer> minutes) {
    Map<String, Instant> lastTokenEnds = new HashMap<>();
    for (int passed : minutes) {
      lookAfter();
      lastTokenEnds.put(ring().signer(now).orElseThrow().id(), now.plus(TOKEN_TIME));
      now = now.plus(Duration.ofMinutes(passed));
      lookAfter();

      List<String> shown = keys.stream().map(KeyRing.Key::id).toList();
      lastTokenEnds.forEach(
          (key, end) -> assertThat(shown.contains(key) || !end.isAfter(now)).isTrue());
    }
  }

  @Property
  void aNewKeyIsShownBeforeItSigns(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 90) Integer> minutes) {
    for (int passed : minutes) {
      lookAfter();
      KeyRing.Key signer = ring().signer(now).orElseThrow();

      assertThat(
              signer.id().equals("key-0")
                  || !signer.createdAt().plus(KeyRing.SETTLING).isAfter(now)
                  || keys.getFirst().equals(signer))
          .isTrue();
      now = now.plus(Duration.ofMinutes(passed));
    }
  }

  @Property(tries = 100)
  void oldKeysGo(@ForAll @IntRange(min = 1, max = 30) int step) {
    for (int i = 0; i < 100; i++) {
      lookAfter();
      now = now.plus(Duration.ofMinutes(step));
    }
    lookAfter();

    assertThat(keys).hasSizeLessThanOrEqualTo(2);
  }
}
