package stampede.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import stampede.contracts.inventory.StockEvent;

class TopicTest {

  @Test
  void knowsEventsThatAreGroupedByAnInterfaceOfTheirOwn() {
    assertThat(StockEvent.TOPIC.types())
        .containsEntry("stampede.inventory.StockReceived.v1", StockEvent.StockReceived.class)
        .containsEntry("stampede.inventory.StockCommitted.v1", StockEvent.StockCommitted.class)
        .allSatisfy((type, event) -> assertThat(event).isFinal().matches(Class::isRecord));
  }

  @Test
  void doesNotTakeEventsThatCannotBeListed() {
    assertThatThrownBy(() -> new Topic<>("stampede.any", Event.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not sealed");
  }
}
