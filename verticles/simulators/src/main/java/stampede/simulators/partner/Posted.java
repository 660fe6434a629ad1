package stampede.simulators.partner;

import java.time.Instant;

/**
 * An entry with its place in the ledger.
 *
 * @param number 1 for the first entry, without gaps
 * @param at when it was posted, in milliseconds; never earlier than the entry before it
 * @param entry what was posted
 */
public record Posted<E>(long number, Instant at, E entry) {}
