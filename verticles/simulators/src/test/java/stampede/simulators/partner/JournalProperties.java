package stampede.simulators.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import stampede.simulators.partner.Notes.Note;

/** What a crash may do to the journal, and what it may not. */
class JournalProperties {

  private static final String JOURNAL = "journal.jsonl";

  private final List<Path> made = new ArrayList<>();

  private Path root = Path.of("");

  @BeforeProperty
  void makeRoot() throws IOException {
    root = Files.createTempDirectory(Files.createDirectories(Path.of("target/journals")), "run");
  }

  @AfterProperty
  void removeRoot() throws IOException {
    made.sort((first, second) -> second.compareTo(first));
    for (Path directory : made) {
      Files.deleteIfExists(directory.resolve(JOURNAL));
      Files.deleteIfExists(directory.resolve("lock"));
      Files.deleteIfExists(directory);
    }
    Files.deleteIfExists(root);
  }

  @Provide
  Arbitrary<Note> notes() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .ofMinLength(1)
            .ofMaxLength(30)
            .withCharRange(' ', '~')
            .withChars("äß가\"\\")
            .filter(text -> !text.isBlank());
    return Combinators.combine(Arbitraries.of("a", "b", "c"), texts).as(Note::new);
  }

  @Property(tries = 20)
  void everythingPostedIsReadBackInOrder(@ForAll List<@From("notes") Note> notes) {
    Path directory = directory();
    write(directory, notes);

    try (Books<Note> books = Notes.open(directory)) {
      assertThat(Notes.page(books, 0, 10_000)).isEqualTo(notes);
    }
  }

  @Property(tries = 20)
  void theLatestNoteOfAKeyIsFound(@ForAll List<@From("notes") Note> notes) {
    Path directory = directory();
    write(directory, notes);

    try (Books<Note> books = Notes.open(directory)) {
      for (String key : List.of("a", "b", "c")) {
        assertThat(books.latest(key).map(Posted::entry))
            .isEqualTo(
                notes.stream()
                    .filter(note -> note.key().equals(key))
                    .reduce((first, second) -> second));
      }
    }
  }

  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
  void whateverByteACrashCutsAtWholeEntriesRemainAndNoOthers(
      @ForAll @Size(min = 2, max = 8) List<@From("notes") Note> notes) throws IOException {
    Path whole = directory();
    write(whole, notes);
    byte[] journal = Files.readAllBytes(whole.resolve(JOURNAL));
    int tailBegins = lastLineBegin(journal, 2);

    for (int cut = tailBegins; cut <= journal.length; cut++) {
      Path crashed = directory();
      Files.write(crashed.resolve(JOURNAL), Arrays.copyOf(journal, cut));
      try (Books<Note> books = Notes.open(crashed)) {
        assertThat(Notes.page(books, 0, 10_000)).isEqualTo(notes.subList(0, lines(journal, cut)));
      }
    }
  }

  @Property(tries = 20)
  void afterACrashTheJournalGoesOnWhereItWasCut(
      @ForAll @Size(min = 1, max = 8) List<@From("notes") Note> notes,
      @ForAll @From("notes") Note next,
      @ForAll @IntRange(min = 1, max = 60) int lost)
      throws IOException {
    Path directory = directory();
    write(directory, notes);
    Path file = directory.resolve(JOURNAL);
    byte[] journal = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(journal, journal.length - lost));

    write(directory, List.of(next));

    List<Note> expected = new ArrayList<>(notes.subList(0, notes.size() - 1));
    expected.add(next);
    try (Books<Note> books = Notes.open(directory)) {
      assertThat(Notes.page(books, 0, 10_000)).isEqualTo(expected);
    }
  }

  @Property(tries = 200)
  void damageIsRefusedWhereverItIs(
      @ForAll @Size(min = 1, max = 5) List<@From("notes") Note> notes,
      @ForAll @IntRange(min = 0, max = 1_000_000) int where,
      @ForAll @IntRange(min = 0, max = 7) int bit)
      throws IOException {
    Path directory = directory();
    write(directory, notes);
    Path file = directory.resolve(JOURNAL);
    byte[] journal = Files.readAllBytes(file);
    // Without its last byte, a line feed, an entry cannot be told from one that was being written.
    journal[where % (journal.length - 1)] ^= (byte) (1 << bit);
    Files.write(file, journal);

    assertThatThrownBy(() -> Notes.open(directory).close())
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining("is damaged at byte");
    assertThat(file).hasBinaryContent(journal);
  }

  @Property(tries = 100)
  void aPageHoldsWhatFollows(
      @ForAll @IntRange(min = 0, max = 1100) int count,
      @ForAll @IntRange(min = 0, max = 1200) int after,
      @ForAll @IntRange(min = 1, max = 600) int most) {
    try (Books<Note> books = Notes.open(directory())) {
      List<Note> notes = new ArrayList<>();
      for (int number = 1; number <= count; number++) {
        notes.add(new Note("a", "number " + number));
      }
      notes.forEach(books::post);

      assertThat(Notes.page(books, after, most))
          .isEqualTo(notes.stream().skip(after).limit(most).toList());
    }
  }

  private static void write(Path directory, List<Note> notes) {
    try (Books<Note> books = Notes.open(directory)) {
      notes.forEach(books::post);
    }
  }

  private static int lastLineBegin(byte[] journal, int linesFromEnd) {
    int left = linesFromEnd;
    for (int at = journal.length - 2; at >= 0; at--) {
      if (journal[at] == '\n' && --left == 0) {
        return at + 1;
      }
    }
    return 0;
  }

  private static int lines(byte[] journal, int length) {
    int lines = 0;
    for (int at = 0; at < length; at++) {
      lines += journal[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private Path directory() {
    try {
      Path directory = Files.createDirectory(root.resolve("journal-" + made.size()));
      made.add(directory);
      return directory;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
