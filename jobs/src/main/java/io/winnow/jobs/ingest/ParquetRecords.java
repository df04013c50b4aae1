package io.winnow.jobs.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.ParquetRows.Undecodable;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.text.OffsetUnit;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file without Spark: a row group in memory at a time. The sentence's columns
 * are read, and those with a text, a number, true or false; times and dates are not.
 */
final class ParquetRecords implements Records, Closeable {

  private static final Set<String> SENTENCE = Set.of("id", "text", "words", "tokens");

  private static final Set<PrimitiveTypeName> PLAIN =
      Set.of(
          PrimitiveTypeName.BOOLEAN,
          PrimitiveTypeName.INT32,
          PrimitiveTypeName.INT64,
          PrimitiveTypeName.FLOAT,
          PrimitiveTypeName.DOUBLE);

  private final ParquetIn rows;
  private final TagColumns tags;
  private long row;

  private ParquetRecords(ParquetIn rows, TagColumns tags) {
    this.rows = rows;
    this.tags = tags;
  }

  /**
   * @param longest characters of a text; one of a longer one is read beyond them
   * @throws InputException if it is no Parquet file, or has no sentences
   */
  static ParquetRecords open(Configuration hadoop, InputFile file, TagColumns tags, int longest) {
    Path path = new Path(file.path());
    try {
      ParquetIn rows = ParquetIn.open(path.getFileSystem(hadoop), path);
      List<Type> columns = rows.schema().getFields();
      if (columns.stream().noneMatch(it -> isSentence(it) && !it.getName().equals("id"))) {
        rows.close();
        throw new InputException(
            "Cannot read %s: it has neither a column 'text' nor 'words' nor 'tokens', but %s"
                .formatted(file.path(), columns.stream().map(Type::getName).toList()));
      }
      rows.want(
          columns.stream()
              .filter(it -> isSentence(it) || isOneValue(it))
              .map(Type::getName)
              .collect(Collectors.toSet()),
          longest,
          Undecodable.REFUSED);
      return new ParquetRecords(rows, tags);
    } catch (IOException | RuntimeException e) {
      throw e instanceof InputException known ? known : InputException.of(file.path(), e);
    }
  }

  private static boolean isSentence(Type column) {
    return SENTENCE.contains(column.getName());
  }

  private static boolean isOneValue(Type column) {
    if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    LogicalTypeAnnotation meaning = column.getLogicalTypeAnnotation();
    return meaning == null
        ? PLAIN.contains(column.asPrimitiveType().getPrimitiveTypeName())
        : meaning instanceof StringLogicalTypeAnnotation
            || meaning instanceof EnumLogicalTypeAnnotation
            || meaning instanceof IntLogicalTypeAnnotation
            || meaning instanceof DecimalLogicalTypeAnnotation;
  }

  @Override
  public Found next() throws IOException {
    row++;
    try {
      ObjectNode next = rows.next();
      return next == null
          ? null
          : new Found(row, () -> JsonRecord.parse(next, tags, OffsetUnit.CODE_POINTS));
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
