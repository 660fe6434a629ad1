package stampede.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the project's documentation. */
record Markdown(Path file, String text) {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  /** What looks like a file of ours, wherever it is mentioned. */
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\w./-])(?:\\./)?((?:scripts|docs|docker|verticles|\\.ci)/[\\w./-]*\\w"
              + "|cluster\\.xml|pom\\.xml)(?![\\w/])");

  static Markdown read(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read: it is the project's front page", e);
    }
  }

  /** The rows of the first table below that heading, without its head, cell by cell. */
  List<List<String>> table(String heading) {
    return text.lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Markdown::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split("\\|", -1))
        .map(String::strip)
        .map(cell -> LINK.matcher(cell).replaceAll(link -> linkText(link.group())))
        .map(cell -> cell.replace("`", ""))
        .toList();
  }

  private static String linkText(String link) {
    return Matcher.quoteReplacement(link.substring(1, link.indexOf(']')));
  }

  /** Every file that it links to, or mentions, as it stands there. */
  Stream<String> files() {
    Stream<String> links =
        LINK.matcher(text)
            .results()
            .map(match -> match.group(1))
            .filter(target -> !target.contains("://") && !target.startsWith("#"))
            .map(target -> target.replaceAll("#.*", ""));
    Stream<String> mentions = MENTION.matcher(text).results().map(Markdown::mentioned);
    return Stream.concat(links, mentions).distinct();
  }

  private static String mentioned(MatchResult match) {
    return match.group(1);
  }
}
