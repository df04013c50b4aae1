package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.winnow.jobs.corpus.CorpusSummary.MetadataColumn;
import io.winnow.spark.Schemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What the metadata of a corpus hold, all columns in one pass. */
final class MetadataFacts {

  private MetadataFacts() {}

  /**
   * @param sentences with metadata, if there are any
   */
  static List<MetadataColumn> of(Dataset<Row> sentences) {
    if (!List.of(sentences.columns()).contains(Schemas.METADATA)) {
      return List.of();
    }
    StructType type = (StructType) sentences.schema().apply(Schemas.METADATA).dataType();
    Column[] cells = Stream.of(type.fields()).map(MetadataFacts::cell).toArray(Column[]::new);
    Map<String, TopCounts.Group> counted =
        TopCounts.of(sentences.select(explode(array(cells)).as("cell")).select("cell.*"));
    return Stream.of(type.fields())
        .filter(field -> counted.containsKey(field.name()))
        .map(field -> column(field, counted.get(field.name())))
        .toList();
  }

  private static Column cell(StructField field) {
    return struct(
        lit(field.name()).as("name"),
        col(Schemas.METADATA).getField(field.name()).cast("string").as("value"));
  }

  private static MetadataColumn column(StructField field, TopCounts.Group counted) {
    return new MetadataColumn(
        field.name(),
        field.dataType().simpleString(),
        counted.different(),
        counted.missing(),
        counted.top());
  }
}
