package stampede.cli.retail;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import stampede.cli.client.CannotGoOn;

/** The file as it is published: CSV with a header, gzipped or not. */
record RetailFile(Path path, Charset charset) {

  private static final int BUFFER = 1 << 16;

  /**
   * Reads and sorts every line.
   *
   * @throws CannotGoOn when it is not such a file
   */
  Acceptance.Result read() {
    Acceptance acceptance = new Acceptance();
    MessageDigest digest = sha256();
    try (InputStream bytes = new DigestInputStream(open(), digest);
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, strict()))) {
      passOverByteOrderMark(text);
      CsvReader<NamedCsvRecord> records =
          CsvReader.builder()
              .allowMissingFields(true)
              .allowExtraFields(true)
              .ofNamedCsvRecord(text);
      add(records.iterator(), acceptance);
      return acceptance.result(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchFileException e) {
      throw new CannotGoOn("There is no file " + path + ".", e);
    } catch (CharacterCodingException e) {
      throw notInCharset(e);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CharacterCodingException wrong
          ? notInCharset(wrong)
          : new CannotGoOn(path + " cannot be read: " + e.getCause(), e);
    } catch (IOException | CsvParseException e) {
      throw new CannotGoOn(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void add(Iterator<NamedCsvRecord> records, Acceptance acceptance) {
    if (!records.hasNext()) {
      throw new CannotGoOn(path + " has no lines of an Online Retail file in it.");
    }
    RetailFormat format = new RetailFormat();
    NamedCsvRecord first = records.next();
    requireHeader(first.getHeader());
    acceptance.add(format.read(first));
    records.forEachRemaining(line -> acceptance.add(format.read(line)));
  }

  /** Bytes that are no text are an error, never a question mark in a name. */
  private CharsetDecoder strict() {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static void passOverByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\ufeff') {
      text.reset();
    }
  }

  private InputStream open() throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    raw.mark(2);
    int start = raw.read() << 8 | raw.read();
    raw.reset();
    if (start == 0x504b) {
      raw.close();
      throw new CannotGoOn(
          path + " is a zip or Excel file: expected CSV. Unpack it, or save the sheet as CSV.");
    }
    return start == 0x1f8b ? new GZIPInputStream(raw, BUFFER) : raw;
  }

  private void requireHeader(List<String> header) {
    List<String> missing =
        RetailFormat.COLUMNS.stream().filter(column -> !header.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new CannotGoOn(
          "%s is no Online Retail file: expected the columns %s, and found no %s."
              .formatted(
                  path, String.join(", ", RetailFormat.COLUMNS), String.join(", ", missing)));
    }
  }

  private CannotGoOn notInCharset(CharacterCodingException e) {
    return new CannotGoOn(
        "%s is not written in %s: name another with --charset, such as ISO-8859-1."
            .formatted(path, charset),
        e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
