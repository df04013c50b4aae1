package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.ClassNames.Names;
import io.winnow.spark.Packed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Parquet with columns named as the fields of {@link JsonRecord}. Rows go through JSON, so that
 * whole numbers of any width and missing columns are taken as they come. Only columns that may be
 * needed are read: others may be of types that Spark does not know.
 *
 * @param columns those that are read
 * @param unread names of the others
 * @param names what the files' footers, and files beside them, say that numbers mean
 */
record ParquetReader(InputFiles files, StructType columns, Set<String> unread, ClassNames names) {

  private static final List<String> SENTENCE_COLUMNS = List.of("text", "words", "tokens");

  /**
   * Reads the footers.
   *
   * @throws InputException if files contradict each other, or hold no sentences
   */
  static ParquetReader of(SparkSession spark, InputFiles files, InputSettings settings) {
    List<ParquetFooter> footers = footers(spark, files);
    ClassNames names = names(spark, footers);
    Set<String> all = new LinkedHashSet<>();
    footers.forEach(footer -> all.addAll(footer.columns()));
    if (SENTENCE_COLUMNS.stream().noneMatch(all::contains)) {
      throw new InputException(
          "Cannot read %s: it has neither a column 'text' nor 'words' nor 'tokens', but %s"
              .formatted(files.uri(), all));
    }
    requireColumn(files, all, settings);
    requireSure(files, names, settings);
    StructType columns = new StructType();
    for (StructField column : merged(files, footers).fields()) {
      if (isWanted(column, names, settings)) {
        columns = columns.add(column);
      }
    }
    requireReadable(files, footers, settings);
    all.removeAll(List.of(columns.fieldNames()));
    return new ParquetReader(files, columns, all, names);
  }

  /**
   * @return each row as JSON, with its file's path and its place in there, counted from 1, which is
   *     also the order of rows
   */
  Dataset<Row> read(SparkSession spark) {
    String names =
        List.of(columns.fieldNames()).stream()
            .map(name -> "`%s`".formatted(name.replace("`", "``")))
            .collect(Collectors.joining(", "));
    try {
      return spark
          .read()
          .schema(columns)
          .parquet(files.literalPaths())
          .selectExpr(
              "to_json(struct(%s), map('ignoreNullFields', 'false'))".formatted(names),
              "_metadata.file_path",
              "_metadata.row_index + 1",
              "0L",
              "_metadata.row_index");
    } catch (Exception e) {
      // Spark throws its checked SparkException through methods that declare none.
      throw InputException.of(files.uri(), e);
    }
  }

  private static List<ParquetFooter> footers(SparkSession spark, InputFiles files) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    try {
      return files
          .inTasks(spark)
          .map(file -> Packed.pack(ParquetFooter.read(hadoop.value(), file)))
          .collect()
          .stream()
          .map(footer -> Packed.unpack(ParquetFooter.class, footer))
          .toList();
    } catch (Exception e) {
      throw InputException.of(files.uri(), e);
    }
  }

  /** A file's own footer goes first; where it says nothing, files beside it may. */
  private static ClassNames names(SparkSession spark, List<ParquetFooter> footers) {
    Map<Path, ClassNames> beside = new LinkedHashMap<>();
    Map<ParquetFooter, ClassNames> each = new LinkedHashMap<>();
    for (ParquetFooter footer : footers) {
      Path folder = new Path(footer.file().path()).getParent();
      ClassNames around =
          beside.computeIfAbsent(
              folder, it -> HubMetadata.of(spark.sessionState().newHadoopConf(), it));
      each.put(
          footer, HubMetadata.ofFooter(footer.huggingface(), footer.file().name()).and(around));
    }
    ClassNames all = ClassNames.all(each.values().stream());
    Map<String, Names> checked = new TreeMap<>(all.byField());
    each.forEach(
        (footer, own) ->
            checked.replaceAll(
                (field, names) ->
                    own.of(field) == null && footer.columns().contains(field)
                        ? names.notIn(footer.file().name())
                        : names));
    return new ClassNames(new TreeMap<>(checked));
  }

  /**
   * Names, text, words, and what may hold gold: lists of strings, of objects, of numbers with
   * names, and structs of lists.
   */
  private static boolean isWanted(StructField column, ClassNames names, InputSettings settings) {
    if (isKnown(column.name(), settings)) {
      return true;
    }
    if (mayBeKept(column, settings.kept())) {
      return true;
    }
    boolean isNamed =
        names.of(column.name()) != null
            || TagFields.isOfEntities(column.name())
            || !settings.tagNames().isEmpty();
    return mayHoldGold(column.dataType(), isNamed);
  }

  private static boolean mayBeKept(StructField column, KeptFields kept) {
    return kept.keeps(column.name()) && isOneValue(column.dataType())
        || kept.keepsOf(column.name()) && column.dataType() instanceof StructType;
  }

  private static boolean isOneValue(DataType type) {
    return type instanceof AtomicType && !(type instanceof BinaryType);
  }

  private static boolean mayHoldGold(DataType type, boolean isNamed) {
    if (type instanceof ArrayType list) {
      DataType element = list.elementType();
      return element instanceof StringType
          || element instanceof StructType
          || element instanceof NumericType && isNamed
          || mayHoldGold(element, isNamed);
    }
    return type instanceof StructType struct
        && Stream.of(struct.fields()).anyMatch(field -> mayHoldGold(field.dataType(), true));
  }

  private static boolean isKnown(String column, InputSettings settings) {
    return JsonRecord.FIELDS.contains(column) || column.equals(settings.tagColumn());
  }

  private static StructType merged(InputFiles files, List<ParquetFooter> footers) {
    StructType all = new StructType();
    for (ParquetFooter footer : footers) {
      try {
        all = all.merge(footer.schema(), true);
      } catch (Exception e) {
        // Spark throws its checked SparkException through methods that declare none.
        throw new InputException(
            "Cannot read %s: %s has columns of other types than %s: %s"
                .formatted(
                    files.uri(),
                    footer.file().name(),
                    footers.get(0).file().name(),
                    e.getMessage()),
            e);
      }
    }
    return all;
  }

  private static void requireReadable(
      InputFiles files, List<ParquetFooter> footers, InputSettings settings) {
    List<String> problems = new ArrayList<>();
    for (ParquetFooter footer : footers) {
      footer
          .unreadable()
          .forEach(
              (column, why) -> {
                if (isKnown(column, settings) || TagFields.isOfEntities(column)) {
                  problems.add("%s: column %s".formatted(footer.file().name(), why.get(0)));
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new InputException(
          "Cannot read %s: %s".formatted(files.uri(), String.join("; ", problems)));
    }
  }

  private static void requireColumn(InputFiles files, Set<String> all, InputSettings settings) {
    String column = settings.tagColumn();
    if (!Set.of(InputSettings.AUTO, TagColumns.NO_COLUMN).contains(column)
        && !all.contains(column)) {
      throw new InputException(
          "Cannot read %s: no column '%s', which init.tag-column names; there are %s"
              .formatted(files.uri(), column, all));
    }
  }

  private static void requireSure(InputFiles files, ClassNames names, InputSettings settings) {
    boolean isAuto = settings.tagColumn().equals(InputSettings.AUTO);
    if (!settings.tagNames().isEmpty()) {
      return;
    }
    names
        .byField()
        .forEach(
            (field, known) -> {
              if (isAuto ? !TagFields.isOfOthers(field) : field.equals(settings.tagColumn())) {
                try {
                  known.sure(field);
                } catch (IllegalArgumentException e) {
                  throw new InputException(
                      "Cannot read %s: %s".formatted(files.uri(), e.getMessage()), e);
                }
              }
            });
  }
}
