package stampede.simulators.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stampede.simulators.partner.Notes.Note;

class BooksTest {

  @TempDir Path data;

  @Test
  void aSecondUserOfADirectoryIsRefused() {
    try (Books<Note> first = Notes.open(data)) {
      first.post(new Note("a", "text"));

      assertThatThrownBy(() -> Notes.open(data))
          .isInstanceOf(CannotRun.class)
          .hasMessageContaining("in use by another process");
    }
  }

  @Test
  void aDirectoryThatWasClosedCanBeOpened() {
    Notes.open(data).close();

    try (Books<Note> second = Notes.open(data)) {
      assertThat(second.latest("a")).isEmpty();
    }
  }

  @Test
  void damageThatIsFoundLaterIsAFailureOfTheDisk() throws IOException {
    try (Books<Note> books = Notes.open(data)) {
      books.post(new Note("a", "text"));
      books.force();
      Path journal = data.resolve("journal.jsonl");

      Files.writeString(journal, Files.readString(journal).replace("text", "test"));

      assertThatThrownBy(() -> books.latest("a"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("is damaged at byte 0");
    }
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.createFile(data.resolve("file"));

    assertThatThrownBy(() -> Notes.open(file))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("cannot be used")
        .hasMessageContaining("--data");
  }

  @Test
  void anotherTradesJournalIsRefused() {
    try (Books<Note> books = Notes.open(data)) {
      books.post(new Note("a", "text"));
    }

    assertThatThrownBy(
            () ->
                Books.open(
                    data,
                    new Notes.Format() {
                      @Override
                      public Note read(JsonFields fields) {
                        return new Note(fields.text("reference", 10), "text");
                      }
                    },
                    new Notes.Stillness(),
                    Clock.systemUTC()))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("reference must be");
  }

  @Test
  void timesNeverGoBackwards() {
    Instant later = Instant.now().plusSeconds(3600);
    Clock ahead = Clock.fixed(later, ZoneOffset.UTC);
    try (Books<Note> books = Books.open(data, new Notes.Format(), new Notes.Stillness(), ahead)) {
      books.post(new Note("a", "text"));
    }

    try (Books<Note> books = Notes.open(data)) {
      Posted<Note> first = books.latest("a").orElseThrow();
      assertThat(books.post(new Note("b", "text")).at()).isEqualTo(first.at());
    }
  }
}
