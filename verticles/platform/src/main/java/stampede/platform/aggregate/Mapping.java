package stampede.platform.aggregate;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How an aggregate is a row.
 *
 * @param table the table
 * @param type what the document is read into
 * @param id the aggregate's id
 * @param version how many events it has had
 * @param state what its state is called, for people and indexes
 * @param dueAt when it wants to be looked at by itself; empty for never
 */
public record Mapping<S>(
    String table,
    Class<S> type,
    Function<S, UUID> id,
    ToLongFunction<S> version,
    Function<S, String> state,
    Function<S, Optional<Instant>> dueAt) {}
