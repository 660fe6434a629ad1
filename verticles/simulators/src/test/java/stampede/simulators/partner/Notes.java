package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The smallest trade: texts under a key. */
final class Notes {

  record Note(String key, String text) {}

  /** Notes as fields of the same names. */
  static class Format implements EntryFormat<Note> {
    @Override
    public JsonObject write(Note note) {
      return new JsonObject().put("key", note.key()).put("text", note.text());
    }

    @Override
    public Note read(JsonFields fields) {
      return new Note(fields.text("key", 100), fields.text("text", 1000));
    }

    @Override
    public List<String> keys(Note note) {
      return List.of(note.key());
    }
  }

  /** Nothing happens by itself. */
  static final class Stillness implements Clockwork<Note> {
    @Override
    public Optional<Duration> wait(Note note) {
      return Optional.empty();
    }

    @Override
    public Note next(Posted<Note> note) {
      throw new IllegalStateException("nothing follows");
    }

    @Override
    public Update update(Posted<Note> note) {
      throw new IllegalStateException("nobody is told");
    }
  }

  private Notes() {}

  static Books<Note> open(Path directory) {
    return Books.open(directory, new Format(), new Stillness(), Clock.systemUTC());
  }

  /** All notes of a page, in order. */
  static List<Note> page(Books<Note> books, long after, int most) {
    LedgerPage page = books.page(after, most);
    books.force();
    return text(page)
        .lines()
        .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
        .map(line -> new Format().read(JournalLine.read(line)))
        .toList();
  }

  private static String text(LedgerPage page) {
    try {
      byte[] all = Files.readAllBytes(page.file());
      return new String(all, (int) page.begin(), (int) page.length(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
