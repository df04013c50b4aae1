package io.winnow.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.StructField;

/**
 * Which of a Parquet file's columns, and of the fields in them, can be read here.
 *
 * @param packed why values can't be unpacked, by paths of leaves such as {@code spans.list.element}
 * @param strange why Spark can't read a leaf of such a type, by the same
 */
record ParquetTypes(Map<String, String> packed, Map<String, String> strange) {

  /** Tools that don't mark strings as such write text all the same: binary is read as strings. */
  private static final ParquetToSparkSchemaConverter CONVERTER =
      new ParquetToSparkSchemaConverter(true, true, true, true, false);

  static ParquetTypes of(ParquetMetadata footer, Configuration hadoop) {
    Map<String, String> packed = new TreeMap<>();
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        CompressionCodecName codec = chunk.getCodec();
        String path = chunk.getPath().toDotString();
        if (!packed.containsKey(path) && !isThere(codec, hadoop)) {
          packed.put(
              path,
              "it is compressed with %s, for which this Spark has no codec; write the file with zstd or snappy"
                  .formatted(codec));
        }
      }
    }
    return new ParquetTypes(packed, new TreeMap<>());
  }

  private static boolean isThere(CompressionCodecName codec, Configuration hadoop) {
    return codec == CompressionCodecName.UNCOMPRESSED
        || hadoop.getClassByNameOrNull(codec.getHadoopCompressionCodecClassName()) != null;
  }

  /** Spark's type of a column with all of it that can be read; empty if that is nothing. */
  Optional<StructField> readable(Type column) {
    return pruned(column, column.getName()).map(ParquetTypes::converted);
  }

  /** Spark's type; where it has none, it throws its checked AnalysisException. */
  private static StructField converted(Type type) {
    return CONVERTER.convert(new MessageType("file", type)).fields()[0];
  }

  private Optional<Type> pruned(Type type, String path) {
    if (type.isPrimitive()) {
      if (packed.containsKey(path)) {
        return Optional.empty();
      }
      try {
        converted(type);
        return Optional.of(type);
      } catch (Exception e) {
        // Spark throws its checked AnalysisException through a method that declares none.
        strange.put(path, e.getMessage());
        return Optional.empty();
      }
    }
    GroupType group = type.asGroupType();
    List<Type> kept = new ArrayList<>();
    for (Type inner : group.getFields()) {
      pruned(inner, path + "." + inner.getName()).ifPresent(kept::add);
    }
    boolean isWhole = kept.equals(group.getFields());
    boolean isOfAll =
        group.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
            || path.endsWith(".key_value");
    return kept.isEmpty() || isOfAll && !isWhole
        ? Optional.empty()
        : Optional.of(isWhole ? group : group.withNewFields(kept));
  }

  /** Why parts of a column can't be read, {@code path: why}. */
  List<String> problems(String column) {
    List<String> problems = new ArrayList<>();
    for (Map<String, String> some : List.of(packed, strange)) {
      some.forEach(
          (path, why) -> {
            if (path.equals(column) || path.startsWith(column + ".")) {
              problems.add("%s: %s".formatted(path, why));
            }
          });
    }
    return problems;
  }
}
