package stampede.auditor;

/**
 * Something that is under way, which is no violation.
 *
 * @param kind what kind of work, for example {@code order} or {@code outbox}
 * @param subject the id of what it is about
 * @param detail where it stands, for people
 */
public record OpenWork(String kind, String subject, String detail) {}
