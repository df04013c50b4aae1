package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnChoice;
import io.winnow.columns.ColumnQuery;
import io.winnow.columns.ColumnSentences;
import io.winnow.columns.LayoutException;
import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IOUtils;

/**
 * The sentences of an input one after the other, as {@code init} reads them but without Spark and
 * without a look at gold. Lines of text are taken as they are; one without words is a sentence,
 * too.
 */
public final class SentenceStream implements Closeable {

  /** The formats that can be read in a stream. */
  public static final List<InputFormat> FORMATS =
      List.of(InputFormat.TEXT, InputFormat.JSONL, InputFormat.CONLL);

  /** Maximum characters of a line or a sentence: more than most novels have. */
  public static final int LONGEST = 4_000_000;

  /**
   * @param place for messages, such as {@code news.txt line 17}
   * @param sourceId the input's own id
   */
  public record Item(String place, Optional<String> sourceId, Sentence sentence) {}

  /**
   * How files are read.
   *
   * @param format {@link InputFormat#AUTO}: by each file's name, text where it does not tell
   * @param words the column of CoNLL that has the words
   */
  public record Reading(InputFormat format, TextEncoding encoding, ColumnChoice words) {

    private Reading of(InputFormat found) {
      return new Reading(found, encoding, words);
    }

    /** Messages name the command's options. */
    private ColumnQuery columns() {
      return new ColumnQuery(words, ColumnChoice.NONE, Set.of(), List.of(), "--");
    }
  }

  /** A character of Java's takes three bytes of UTF-8 at most. */
  private static final long MOST_BYTES = 3L * LONGEST;

  private final Lines lines;
  private final String name;
  private final Records records;

  /**
   * @param name for messages
   * @param reading {@link InputFormat#AUTO}: text
   */
  public SentenceStream(InputStream in, String name, Reading reading) {
    this.lines = new Lines(utf8(in, name, reading.encoding()), MOST_BYTES);
    this.name = name;
    this.records =
        switch (reading.format()) {
          case AUTO, TEXT -> Records.ofLines(lines, line -> RawRecord.ofText(checked(line)));
          case JSONL ->
              Records.ofLines(
                  lines,
                  line ->
                      JsonRecord.ofLine(checked(line), TagColumns.NONE, OffsetUnit.CODE_POINTS));
          case CONLL ->
              new ConllRecords(
                  new ColumnSentences(lines, LONGEST, reading.columns(), lines::hasMore),
                  new ConllMetadata(KeptFields.NONE, name));
          case PARQUET, CSV, BRAT, PUBTATOR, BIOC ->
              throw new IllegalArgumentException(
                  "%s can't be read in a stream; only %s can".formatted(reading.format(), FORMATS));
        };
  }

  /**
   * The streams of a file, of the files of a folder or of a glob, on any Hadoop file system;
   * decompressed by what the names end in. A file is opened when its stream is asked for.
   *
   * @throws InputException if nothing is there, or a file is in a format that is not streamed
   */
  public static List<Supplier<SentenceStream>> open(
      Configuration hadoop, String uri, Reading reading) {
    return InputFiles.find(hadoop, uri).files().stream()
        .map(file -> open(hadoop, file, reading))
        .toList();
  }

  /**
   * @return null after the last one
   * @throws InputException naming file and line, if a record is bad
   */
  public Item next() {
    Records.Found found = null;
    try {
      found = records.next();
      if (found == null) {
        return null;
      }
      RawRecord record = found.record().get();
      return new Item(
          place(found.line()),
          Optional.ofNullable(record.sourceId()),
          record.sentence(name, OffsetUnit.CODE_POINTS));
    } catch (LayoutException e) {
      throw new InputException("Cannot read " + e.in(name), e);
    } catch (Lines.TooLongException e) {
      throw bad(lines.number(), tooLong(e.getMessage()).getMessage());
    } catch (MalformedTextException e) {
      throw bad(
          found == null ? lines.number() : found.line(),
          e.getMessage() + "; name the file's encoding: --encoding windows-1252");
    } catch (IllegalArgumentException e) {
      throw bad(found.line(), e.getMessage());
    } catch (IOException e) {
      throw new InputException(
          "Cannot read the record after %s: %s".formatted(place(lines.number()), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    IOUtils.closeStream(lines);
  }

  private InputException bad(long line, String problem) {
    return new InputException("Cannot read %s: %s".formatted(place(line), problem));
  }

  private static InputStream utf8(InputStream in, String name, TextEncoding encoding) {
    try {
      return encoding.utf8(in);
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String checked(String line) {
    if (line.length() > LONGEST) {
      throw tooLong("line");
    }
    return line;
  }

  private static IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException(
        "the %s has more than %,d characters, the most that are held in memory; divide it"
            .formatted(what, LONGEST));
  }

  private static Supplier<SentenceStream> open(
      Configuration hadoop, InputFile file, Reading asked) {
    InputFormat format =
        asked.format() == InputFormat.AUTO
            ? InputFormat.ofName(file.name()).orElse(InputFormat.TEXT)
            : asked.format();
    if (!FORMATS.contains(format)) {
      throw new InputException(
          "Cannot read %s: text, JSON lines and CoNLL columns are read, not %s"
              .formatted(file.path(), format));
    }
    return () -> {
      try {
        return new SentenceStream(file.open(hadoop), file.name(), asked.of(format));
      } catch (IOException e) {
        throw new InputException("Cannot read %s: %s".formatted(file.path(), e.getMessage()), e);
      }
    };
  }

  private String place(long line) {
    return "%s line %d".formatted(name, line);
  }
}
