package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stampede.platform.SampleDatabase.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stampede.platform.ServiceFailure;

class PasswordsTest {

  private Vertx vertx;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Passwords passwords(int memory, int passes) {
    return await(Passwords.on(vertx.createSharedWorkerExecutor("test", 1), memory, passes));
  }

  @Test
  void theRightPasswordMatchesAndNoOther() {
    Passwords passwords = passwords(64, 1);

    String hash = await(passwords.hash("correct horse"));

    assertThat(await(passwords.matches("correct horse", Optional.of(hash)))).isTrue();
    assertThat(await(passwords.matches("Correct horse", Optional.of(hash)))).isFalse();
  }

  @Test
  void theSamePasswordHasManyHashes() {
    Passwords passwords = passwords(64, 1);

    assertThat(await(passwords.hash("correct horse")))
        .isNotEqualTo(await(passwords.hash("correct horse")));
  }

  @Test
  void theParametersAreThoseThatWereSet() {
    String hash = await(passwords(256, 3).hash("correct horse"));

    assertThat(hash).startsWith("$argon2id$v=19$m=256,t=3,p=1$");
  }

  @Test
  void aHashOfOtherParametersStillMatches() {
    String before = await(passwords(64, 1).hash("correct horse"));

    assertThat(await(passwords(128, 2).matches("correct horse", Optional.of(before)))).isTrue();
  }

  @Test
  void nobodyHasNoPassword() {
    assertThat(await(passwords(64, 1).matches("nobody has this password", Optional.empty())))
        .isFalse();
  }

  /** The work is the same; what is left is noise, far below what a hash takes. */
  @Test
  void nobodyTakesAsLongAsSomebody() {
    Passwords passwords = passwords(8_192, 2);
    String hash = await(passwords.hash("correct horse"));
    Optional<String> somebody = Optional.of(hash);
    fastest(passwords, somebody);

    Duration known = fastest(passwords, somebody);
    Duration unknown = fastest(passwords, Optional.empty());

    assertThat(unknown).isBetween(known.dividedBy(3), known.multipliedBy(3));
  }

  private static Duration fastest(Passwords passwords, Optional<String> hash) {
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      await(passwords.matches("wrong", hash));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }

  @Test
  void whatIsMoreThanCanWaitIsRefused() {
    Passwords passwords = passwords(1_024, 1);
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      all.add(passwords.hash("correct horse"));
    }

    Future<String> last = all.getLast();

    assertThatThrownBy(() -> await(last)).isInstanceOf(ServiceFailure.class);
    await(Future.join(all).otherwiseEmpty());
    assertThat(await(passwords.hash("correct horse"))).isNotEmpty();
  }
}
