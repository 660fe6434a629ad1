package stampede.auditor;

/**
 * Something that must not be.
 *
 * @param invariant what it violates
 * @param check which check found it, for example {@code reserved-sum}
 * @param subject the id of what it is about: an order, a SKU, a charge, a place on a topic
 * @param detail what was found and what was expected, for people
 */
public record Finding(Invariant invariant, String check, String subject, String detail) {}
