package stampede.contracts;

/**
 * Something that happened to one aggregate of one context, in the past tense. Events of an
 * aggregate carry gapless sequence numbers from 1, and every consumer sees their effects in that
 * order.
 */
public interface Event {

  /** The aggregate it happened to; the key of the event on its topic. */
  String aggregateId();
}
