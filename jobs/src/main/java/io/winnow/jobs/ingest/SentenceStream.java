package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The sentences of an input one after the other, as {@code init} reads them but without Spark and
 * without a look at gold. Lines of text are taken as they are; one without words is a sentence,
 * too.
 */
public final class SentenceStream implements Closeable {

  /** The formats that are read. */
  public static final List<InputFormat> FORMATS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(InputFormat.AUTO)));

  /** Maximum characters of a line or a sentence: more than most novels have. */
  public static final int LONGEST = 4_000_000;

  /**
   * @param place for messages, such as {@code news.txt line 17}
   * @param sourceId the input's own id
   * @param metadata its other fields, a JSON object
   */
  public record Item(
      String place, Optional<String> sourceId, Sentence sentence, Optional<String> metadata) {}

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

  private static final Optional<InputFormat> BRAT = Optional.of(InputFormat.BRAT);
  private static final Optional<InputFormat> TEXT = Optional.of(InputFormat.TEXT);

  /** A character of Java's takes three bytes of UTF-8 at most. */
  private static final long MOST_BYTES = 3L * LONGEST;

  private final Closeable input;
  private final Lines lines;
  private final String name;
  private final Records records;
  private long last;

  /**
   * Of what comes as a stream of bytes.
   *
   * @param name for messages
   * @param reading {@link InputFormat#AUTO}: text
   * @throws InputException if the format needs a file
   */
  public SentenceStream(InputStream in, String name, Reading reading) {
    this(in, new InputFile(name, name, 0), reading, Optional.empty());
  }

  private SentenceStream(
      InputStream in, InputFile file, Reading reading, Optional<BratFiles> brat) {
    this.name = file.name();
    this.input = in;
    InputFormat format = reading.format() == InputFormat.AUTO ? InputFormat.TEXT : reading.format();
    if (format == InputFormat.PARQUET || format == InputFormat.BRAT && brat.isEmpty()) {
      throw new InputException(
          "Cannot read %s: %s is read from files, not from a stream"
              .formatted(name, format.name().toLowerCase(Locale.ROOT)));
    }
    boolean isText = format != InputFormat.BIOC && format != InputFormat.BRAT;
    try {
      BufferedInputStream bytes =
          new BufferedInputStream(isText ? reading.encoding().utf8(in) : in, JsonFile.LOOK);
      this.lines = new Lines(bytes, MOST_BYTES);
      this.records =
          switch (format) {
            case TEXT -> Records.ofLines(lines, line -> RawRecord.ofText(checked(line)));
            case JSONL ->
                JsonFile.of(
                    bytes,
                    lines,
                    new JsonDocument(TagColumns.NONE, OffsetUnit.CODE_POINTS)::records);
            case CONLL ->
                new ConllRecords(
                    new ColumnSentences(lines, LONGEST, reading.columns(), lines::hasMore),
                    new ConllMetadata(TagColumns.NONE.kept(), name));
            default ->
                new RecordFormat(
                        format,
                        isText ? TextEncoding.AUTO : reading.encoding(),
                        TagColumns.NONE,
                        reading.columns(),
                        brat.orElse(null))
                    .open(bytes, file, OffsetUnit.CODE_POINTS);
          };
    } catch (IOException e) {
      throw new InputException("Cannot read %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private SentenceStream(String name, ParquetRecords rows) {
    this.name = name;
    this.input = rows;
    this.lines = null;
    this.records = rows;
  }

  /**
   * The streams of a file, of the files of a folder or of a glob, on any Hadoop file system;
   * decompressed by what the names end in. A file is opened when its stream is asked for.
   *
   * @throws InputException if nothing is there
   */
  public static List<Supplier<SentenceStream>> open(
      Configuration hadoop, String uri, Reading reading) {
    InputFiles found = InputFiles.find(hadoop, uri);
    boolean hasAnnotations =
        reading.format() == InputFormat.AUTO
            && found.files().stream().anyMatch(it -> InputFormat.ofName(it.name()).equals(BRAT));
    Optional<BratFiles> brat =
        hasAnnotations || reading.format() == InputFormat.BRAT
            ? Optional.of(
                BratFiles.of(found, new SerializableConfiguration(hadoop), reading.encoding()))
            : Optional.empty();
    return found.files().stream().map(file -> open(hadoop, file, reading, brat)).toList();
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
      last = found.line();
      RawRecord record = found.record().get();
      Sentence sentence = record.sentence(name, OffsetUnit.CODE_POINTS);
      if (sentence.text().length() > LONGEST) {
        throw tooLong("text");
      }
      return new Item(
          place(found.line()),
          Optional.ofNullable(record.sourceId()),
          sentence,
          Optional.of(record.metadata()).filter(it -> !it.isEmpty()).map(ObjectNode::toString));
    } catch (LayoutException e) {
      throw new InputException("Cannot read " + e.in(name), e);
    } catch (Lines.TooLongException e) {
      throw bad(reached(), tooLong(e.getMessage()).getMessage());
    } catch (MalformedTextException e) {
      throw bad(
          found == null ? reached() : found.line(),
          e.getMessage() + "; name the file's encoding: --encoding windows-1252");
    } catch (IllegalArgumentException e) {
      throw bad(found == null ? reached() : found.line(), e.getMessage());
    } catch (IOException e) {
      throw new InputException(
          "Cannot read the record after %s: %s".formatted(place(reached()), e.getMessage()), e);
    }
  }

  /** The line or row that reading has come to. */
  private long reached() {
    return lines == null ? last : Math.max(last, lines.number());
  }

  @Override
  public void close() {
    IOUtils.closeStream(input);
  }

  private InputException bad(long line, String problem) {
    return new InputException("Cannot read %s: %s".formatted(place(line), problem));
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
      Configuration hadoop, InputFile file, Reading asked, Optional<BratFiles> brat) {
    return () -> {
      InputFormat format =
          asked.format() == InputFormat.AUTO
              ? told(hadoop, file, asked, brat.isPresent())
              : asked.format();
      if (format == InputFormat.PARQUET && file.length() > 0) {
        return new SentenceStream(
            file.name(), ParquetRecords.open(hadoop, file, TagColumns.NONE, LONGEST));
      }
      try {
        return new SentenceStream(file.open(hadoop), file, asked.of(format), brat);
      } catch (IOException e) {
        throw new InputException("Cannot read %s: %s".formatted(file.path(), e.getMessage()), e);
      }
    };
  }

  /** By its name, text where that does not tell; and by how it begins, if it is no pipe. */
  private static InputFormat told(
      Configuration hadoop, InputFile file, Reading asked, boolean hasAnnotations) {
    InputFormat named = InputFormat.ofName(file.name()).orElse(InputFormat.TEXT);
    if (hasAnnotations && InputFormat.ofName(file.name()).equals(TEXT)) {
      return InputFormat.BRAT;
    }
    return file.length() == 0 ? named : FormatProbe.told(hadoop, file, named, asked.encoding());
  }

  private String place(long line) {
    return "%s %s %d".formatted(name, lines == null ? "row" : "line", line);
  }
}
