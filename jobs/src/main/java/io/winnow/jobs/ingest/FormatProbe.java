package io.winnow.jobs.ingest;

import io.winnow.files.Lines;
import io.winnow.files.MalformedTextException;
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
    boolean isOpen = settings.format() == InputFormat.AUTO;
    if (isOpen && named == InputFormat.TEXT) {
      List<String> lines = lines(hadoop, files, settings);
      return lines.stream()
              .filter(it -> !it.isBlank())
              .findFirst()
              .filter(PubTatorRecords::isFirst)
              .isPresent()
          ? InputFormat.PUBTATOR
          : named;
    }
    boolean isTsv =
        isOpen
            && named == InputFormat.CONLL
            && files.files().stream()
                .allMatch(it -> it.name().toLowerCase(Locale.ROOT).matches(".*\\.tsv(\\.\\w+)?"));
    return isTsv && isTable(lines(hadoop, files, settings)) ? InputFormat.CSV : named;
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
  private static List<String> lines(
      Configuration hadoop, InputFiles files, InputSettings settings) {
    List<String> lines = new ArrayList<>();
    InputFile first = files.files().get(0);
    try (InputStream in = settings.text().textEncoding().utf8(first.open(hadoop));
        Lines read = new Lines(in, LONGEST)) {
      for (String line = read.next(); line != null && lines.size() < LINES; line = read.next()) {
        lines.add(line);
      }
    } catch (MalformedTextException | Lines.TooLongException e) {
      // What is wrong with it is said where it is read.
      return lines;
    } catch (IOException e) {
      throw InputException.of(files.uri(), e);
    }
    return lines;
  }
}
