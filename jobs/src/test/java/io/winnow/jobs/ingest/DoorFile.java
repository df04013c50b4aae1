package io.winnow.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.winnow.files.Lines;
import io.winnow.text.OffsetUnit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of a file as {@code init} reads them, without Spark. */
final class DoorFile {

  private static final TagColumns TAGS =
      TagColumns.of(CorpusInput.of("a", InputFormat.JSONL), ClassNames.NONE);

  private DoorFile() {}

  /**
   * @param file its name tells the format; of BRAT's annotations, the text lies beside
   * @throws IllegalArgumentException if a record is bad
   */
  static List<RawRecord> records(Path file, String content, OffsetUnit unit) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".ann")) {
      String text = Files.readString(Path.of(file.toString().replace(".ann", ".txt")));
      return List.of(BratDocument.record("a", text, Optional.of(content), unit));
    }
    ByteArrayInputStream in = new ByteArrayInputStream(content.getBytes(UTF_8));
    Records records =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "xml" -> BiocXml.of(in, "", TAGS.kept(), unit);
          case "csv" -> CsvRecords.of(in, TAGS, unit);
          case "pubtator" -> new PubTatorRecords(new Lines(in, Long.MAX_VALUE), unit);
          default -> JsonFile.of(in, new JsonDocument(TAGS, unit)::records);
        };
    List<RawRecord> read = new ArrayList<>();
    for (Records.Found found = records.next(); found != null; found = records.next()) {
      read.add(found.record().get());
    }
    return read;
  }

  /** {@code id: text -> spans}, or {@code -> ?}, of each record. */
  static List<String> shown(String name, String content) throws IOException {
    List<String> shown = new ArrayList<>();
    for (RawRecord record : records(Path.of(name), content, OffsetUnit.CODE_POINTS)) {
      String spans =
          record.gold() == null
              ? "?"
              : record.gold().in(record.sentence("a", OffsetUnit.CODE_POINTS)).spans().toString();
      String text = record.sentence("a", OffsetUnit.CODE_POINTS).text();
      shown.add("%s: %s -> %s".formatted(record.sourceId(), text, spans));
    }
    return shown;
  }
}
