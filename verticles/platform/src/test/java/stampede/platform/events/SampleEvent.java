package stampede.platform.events;

import stampede.contracts.Event;
import stampede.contracts.Topic;

/** Events of the platform's own tests. */
public sealed interface SampleEvent extends Event {

  /** Where they would be published. */
  Topic<SampleEvent> TOPIC = new Topic<>("stampede.sample", SampleEvent.class);

  /** Something was counted. */
  record Counted(String aggregateId, int by) implements SampleEvent {}
}
