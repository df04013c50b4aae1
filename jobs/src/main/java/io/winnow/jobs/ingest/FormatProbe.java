package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/** Tells formats apart that have the same names of files, by how the first file begins. */
final class FormatProbe {

  private static final int LINES = 30;
  private static final int LONGEST = 1 << 20;

  private FormatProbe() {}

  /**
   * @throws InputException if names don't tell the format, or tell more than one
   */
  static InputFormat format(Configuration hadoop, InputFiles files, InputSettings settings) {
    InputFormat named = settings.format().resolve(files);
    boolean areTsv = files.files().stream().allMatch(FormatProbe::isTsv);
    return settings.format() == InputFormat.AUTO
        ? told(hadoop, files.files().get(0), named, areTsv, settings.text().textEncoding())
        : named;
  }

  /** What a file by itself holds, whose name tells a format. */
  static InputFormat told(
      Configuration hadoop, InputFile file, InputFormat named, TextEncoding encoding) {
    return told(hadoop, file, named, isTsv(file), encoding);
  }

  private static InputFormat told(
      Configuration hadoop,
      InputFile first,
      InputFormat named,
      boolean isTsv,
      TextEncoding encoding) {
    if (named == InputFormat.TEXT) {
      return lines(hadoop, first, encoding).stream()
              .filter(it -> !it.isBlank())
              .findFirst()
              .filter(PubTatorRecords::isFirst)
              .isPresent()
          ? InputFormat.PUBTATOR
          : named;
    }
    return named == InputFormat.CONLL && isTsv && isTable(lines(hadoop, first, encoding))
        ? InputFormat.CSV
        : named;
  }

  private static boolean isTsv(InputFile file) {
    return file.name().toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.\\w+)?");
  }

  /** Whether a column that its header calls a text or words holds more than one word. */
  private static boolean isTable(List<String> lines) {
    if (lines.isEmpty()) {
      return false;
    }
    int column = -1;
    String[] header = lines.get(0).split("\t", -1);
    for (int i = 0; i < header.length; i++) {
      column = column < 0 && CsvHeader.isSentence(header[i]) ? i : column;
    }
    int texts = 0;
    int words = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      if (column >= 0 && cells.length > column) {
        boolean isText = cells[column].strip().contains(" ");
        texts += isText ? 1 : 0;
        words += isText ? 0 : 1;
      }
    }
    return texts > words;
  }

  /** The first ones; none if the file is no text. */
  private static List<String> lines(Configuration hadoop, InputFile first, TextEncoding encoding) {
    List<String> lines = new ArrayList<>();
    try (InputStream in = encoding.utf8(first.open(hadoop));
        Lines read = new Lines(in, LONGEST)) {
      for (String line = read.next(); line != null && lines.size() < LINES; line = read.next()) {
        lines.add(line);
      }
    } catch (MalformedTextException | Lines.TooLongException e) {
      // What is wrong with it is said where it is read.
      return lines;
    } catch (IOException e) {
      throw InputException.of(first.path(), e);
    }
    return lines;
  }
}
