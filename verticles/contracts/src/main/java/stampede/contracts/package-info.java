/**
 * What the contexts say to each other, and nothing else: the words of the system.
 *
 * <p>A context depends on these types and never on another context. Everything here is an immutable
 * record, a sealed interface or an enum on the plain JDK, so that a message can be handed over by
 * reference inside one process and as JSON between two.
 *
 * <ul>
 *   <li>{@link stampede.contracts.Address}: a question and its answer on the event bus.
 *   <li>{@link stampede.contracts.Topic}: the events a context publishes, in order per aggregate.
 *   <li>{@link stampede.contracts.FailureCode}: everything that can go wrong, numbered.
 * </ul>
 *
 * <p>Messages only ever grow: a component may be added when old readers can do without it, none is
 * renamed, removed or given another meaning. Golden files in the tests hold them to that.
 */
package stampede.contracts;
