package stampede.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EndTest {

  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final End end = new End();

  @Test
  void whatWasStartedLastEndsFirst() {
    end.first(() -> ended.add("parts"));
    end.first(() -> ended.add("node"));

    end.now();

    assertThat(ended).containsExactly("node", "parts");
  }

  @Test
  void isDoneOnceHoweverManyAskAndAllOfThemWaitForIt() {
    end.first(() -> ended.add("parts"));
    List<CompletableFuture<List<String>>> askers = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      askers.add(
          CompletableFuture.supplyAsync(
              () -> {
                end.now();
                return List.copyOf(ended);
              }));
    }

    assertThat(askers).allSatisfy(asker -> assertThat(asker.join()).containsExactly("parts"));
  }

  @Test
  void whatIsStartedAfterTheEndBeganIsEndedAtOnce() {
    end.now();

    end.first(() -> ended.add("node"));

    assertThat(ended).containsExactly("node");
  }

  @Test
  void aStepThatFailsKeepsNoOtherFromBeingDone() {
    end.first(() -> ended.add("parts"));
    end.first(
        () -> {
          throw new IllegalStateException("a step that fails");
        });

    end.now();

    assertThat(ended).containsExactly("parts");
  }
}
