package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The journal with its index: entries by key, by number, and by when the next one follows. Used by
 * one thread at a time; may block on the disk.
 */
final class Books<E> implements Desk<E>, AutoCloseable {

  private static final int MARK_EVERY = 256;

  /** An entry that another follows by itself, unless the key has a later one by then. */
  private record Due(long atMillis, long key, long position) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(atMillis, other.atMillis);
    }
  }

  private final JournalFile journal;
  private final EntryFormat<E> format;
  private final Clockwork<E> clockwork;
  private final Clock clock;
  private final Index index = new Index();
  private final List<Long> marks = new ArrayList<>();
  private final Queue<Due> dues = new PriorityQueue<>();
  private long count;
  private Instant latestAt = Instant.EPOCH;

  private Books(JournalFile journal, EntryFormat<E> format, Clockwork<E> clockwork, Clock clock) {
    this.journal = journal;
    this.format = format;
    this.clockwork = clockwork;
    this.clock = clock;
  }

  /** Opens the journal of a directory and reads it; {@link CannotRun} when that cannot be done. */
  static <E> Books<E> open(
      Path directory, EntryFormat<E> format, Clockwork<E> clockwork, Clock clock) {
    JournalFile journal = JournalFile.open(directory);
    Books<E> books = new Books<>(journal, format, clockwork, clock);
    try {
      journal.readAll(books::readBack);
      books.dues.removeIf(due -> !books.isLatest(due));
      return books;
    } catch (IOException | RuntimeException unreadable) {
      books.close();
      throw unreadable instanceof CannotRun plain
          ? plain
          : new CannotRun("%s cannot be read (%s).".formatted(journal.path(), unreadable));
    }
  }

  private void readBack(long position, byte[] line) {
    try {
      Posted<E> posted = parse(line);
      if (posted.number() != count + 1) {
        throw Refusal.malformed("expected entry " + (count + 1));
      }
      enter(posted, position);
    } catch (Refusal damaged) {
      throw new CannotRun(journal.damage(position, String.valueOf(damaged.getMessage())));
    }
  }

  private void enter(Posted<E> posted, long position) {
    List<String> keys = format.keys(posted.entry());
    if (count % MARK_EVERY == 0) {
      marks.add(position);
    }
    count = posted.number();
    latestAt = posted.at();
    keys.forEach(key -> index.put(Index.key(key), position));
    clockwork
        .wait(posted.entry())
        .ifPresent(
            wait ->
                dues.add(
                    new Due(
                        latestAt.plus(wait).toEpochMilli(), Index.key(keys.getFirst()), position)));
  }

  @Override
  public Optional<Posted<E>> latest(String key) {
    long position = index.position(Index.key(key));
    if (position == Index.NONE) {
      return Optional.empty();
    }
    Posted<E> latest = read(position);
    if (!format.keys(latest.entry()).contains(key)) {
      throw new IllegalStateException("another key has the same digest as " + key);
    }
    return Optional.of(latest);
  }

  @Override
  public Posted<E> post(E entry) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Posted<E> posted = new Posted<>(count + 1, now.isBefore(latestAt) ? latestAt : now, entry);
    JsonObject line =
        new JsonObject().put("entry", posted.number()).put("at", posted.at().toString());
    enter(posted, journal.append(JournalLine.write(line.mergeIn(format.write(entry)))));
    return posted;
  }

  /** How long until an entry follows by itself; empty when none will. Never negative. */
  Optional<Duration> untilNext() {
    return Optional.ofNullable(dues.peek())
        .map(due -> Duration.ofMillis(Math.max(0, due.atMillis() - clock.millis())));
  }

  /** Posts what follows by itself by now, but not more than that many entries at a time. */
  List<Posted<E>> postWhatIsDue(int most) {
    List<Posted<E>> posted = new ArrayList<>();
    long now = clock.millis();
    for (int looked = 0; looked < most; looked++) {
      Due due = dues.peek();
      if (due == null || due.atMillis() > now) {
        break;
      }
      dues.remove();
      if (isLatest(due)) {
        posted.add(post(clockwork.next(read(due.position()))));
      }
    }
    return posted;
  }

  private boolean isLatest(Due due) {
    return index.position(due.key()) == due.position();
  }

  /** The entries after that number, at most so many, as a part of the journal file. */
  LedgerPage page(long after, int most) {
    long begin = positionOf(Math.min(after, count) + 1);
    long end = positionOf(Math.min(Math.min(after, count) + most, count) + 1);
    return new LedgerPage(journal.path(), begin, end - begin);
  }

  private long positionOf(long number) {
    if (number > count) {
      return journal.end();
    }
    int mark = (int) ((number - 1) / MARK_EVERY);
    try {
      return journal.skipLines(marks.get(mark), (int) ((number - 1) % MARK_EVERY));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Posted<E> read(long position) {
    try {
      return parse(journal.lineAt(position));
    } catch (Refusal damaged) {
      String what = String.valueOf(damaged.getMessage());
      throw new UncheckedIOException(new IOException(journal.damage(position, what)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Posted<E> parse(byte[] line) {
    JsonFields fields = JournalLine.read(line);
    try {
      return new Posted<>(
          fields.wholeNumber("entry", 1, Long.MAX_VALUE),
          Instant.parse(fields.text("at", 40)),
          format.read(fields));
    } catch (DateTimeParseException invalid) {
      throw Refusal.field("at", "an instant");
    }
  }

  /** Returns when everything posted is on disk. */
  void force() {
    try {
      journal.force();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void close() {
    try {
      journal.close();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
