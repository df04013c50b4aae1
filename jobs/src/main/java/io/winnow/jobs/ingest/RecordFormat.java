package io.winnow.jobs.ingest;

import io.winnow.columns.ColumnQuery;
import io.winnow.columns.ColumnSentences;
import io.winnow.files.Lines;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.text.OffsetUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/**
 * Takes files apart into records: the same for Spark's tasks and for streams. Parquet is none of
 * its formats, as its files are not read from one end to the other.
 *
 * @param encoding of the formats that are text
 * @param tags which of a record's fields are gold, and which are metadata
 * @param columns of CoNLL
 * @param brat the files that belong together; null unless the format is BRAT
 */
record RecordFormat(
    InputFormat format, TextEncoding encoding, TagColumns tags, ColumnQuery columns, BratFiles brat)
    implements Serializable {

  /**
   * @param in the bytes of the file, decompressed
   * @param unit what offsets count
   */
  Records open(InputStream in, InputFile file, OffsetUnit unit) throws IOException {
    return switch (format) {
      case TEXT -> Records.ofLines(lines(in), line -> RawRecord.ofText(line.strip()));
      case JSONL -> JsonFile.of(encoding.utf8(in), new JsonDocument(tags, unit)::records);
      case CONLL ->
          new ConllRecords(
              new ColumnSentences(lines(in), Long.MAX_VALUE, columns, () -> true),
              new ConllMetadata(tags.kept(), file.name()));
      case CSV -> CsvRecords.of(encoding.utf8(in), tags, unit);
      case BRAT -> brat.records(file, unit);
      case PUBTATOR -> new PubTatorRecords(lines(in), unit);
      case BIOC -> BiocXml.of(in, encoding.charset(), tags.kept(), unit);
      case PARQUET, AUTO ->
          throw new IllegalStateException(format + " is no format of files that are streams");
    };
  }

  private Lines lines(InputStream in) throws IOException {
    return new Lines(encoding.utf8(in), Long.MAX_VALUE);
  }
}
