/**
 * Aggregates: what a context decides about one at a time, each a row with a JSON document.
 *
 * <p>The rules are pure: a state and a command in, a {@link stampede.platform.aggregate.Decision}
 * out. The {@link stampede.platform.aggregate.AggregateStore} is the shell around them: it locks
 * the rows, lets the decisions be made, writes states and events together. It always works on many
 * at once, as one statement on a hundred rows costs little more than one on a single row.
 *
 * <p>A table of aggregates has the columns {@code id uuid}, {@code state text}, {@code version
 * bigint}, {@code due_at timestamptz}, {@code document jsonb}. The version counts the aggregate's
 * events; {@code due_at} says when the aggregate wants to be looked at by itself ({@link
 * stampede.platform.aggregate.DueWork}), null for never.
 */
package stampede.platform.aggregate;
