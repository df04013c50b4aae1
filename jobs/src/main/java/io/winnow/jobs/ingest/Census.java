package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.jobs.Intake.Sentences;
import io.winnow.jobs.ingest.LabelTypes.Fate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What sentences hold, counted in one pass without a shuffle.
 *
 * @param sentences with entities: of types that are kept
 * @param types of all entities, by their own names
 */
record Census(Sentences sentences, long words, SortedMap<String, Long> types) {

  private static final StructType TYPE =
      new StructType().add("type", StringType).add("entities", LongType);

  private static final StructType COUNTS =
      new StructType()
          .add("with_entities", LongType)
          .add("without_entities", LongType)
          .add("not_labelled", LongType)
          .add("words", LongType)
          .add("types", DataTypes.createArrayType(TYPE));

  Census {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /**
   * @param table with {@code words} and {@code spans}
   */
  static Census of(Dataset<Row> table, LabelTypes kept) {
    return table
        .selectExpr("CAST(size(words) AS LONG)", "spans.type")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> List.of(counts(rows, kept)).iterator(),
            Encoders.row(COUNTS))
        .collectAsList()
        .stream()
        .map(Census::of)
        .reduce(new Census(new Sentences(0, 0, 0), 0, Collections.emptySortedMap()), Census::plus);
  }

  private static Row counts(Iterator<Row> rows, LabelTypes kept) {
    long with = 0;
    long without = 0;
    long unlabelled = 0;
    long words = 0;
    Map<String, Long> types = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      words += row.getLong(0);
      if (row.isNullAt(1)) {
        unlabelled++;
        continue;
      }
      List<String> found = row.getList(1);
      found.forEach(type -> types.merge(type, 1L, Long::sum));
      if (found.stream().anyMatch(type -> kept.fate(type) == Fate.KEPT)) {
        with++;
      } else {
        without++;
      }
    }
    Row[] byType =
        types.entrySet().stream()
            .map(it -> RowFactory.create(it.getKey(), it.getValue()))
            .toArray(Row[]::new);
    return RowFactory.create(with, without, unlabelled, words, byType);
  }

  private static Census of(Row counts) {
    SortedMap<String, Long> types = new TreeMap<>();
    counts.<Row>getList(4).forEach(type -> types.put(type.getString(0), type.getLong(1)));
    return new Census(
        new Sentences(counts.getLong(0), counts.getLong(1), counts.getLong(2)),
        counts.getLong(3),
        types);
  }

  private Census plus(Census other) {
    SortedMap<String, Long> all = new TreeMap<>(types);
    other.types.forEach((type, count) -> all.merge(type, count, Long::sum));
    Sentences more = other.sentences;
    return new Census(
        new Sentences(
            sentences.withEntities() + more.withEntities(),
            sentences.withoutEntities() + more.withoutEntities(),
            sentences.notLabelled() + more.notLabelled()),
        words + other.words,
        all);
  }

  long labelled() {
    return sentences.withEntities() + sentences.withoutEntities();
  }

  long entities() {
    return total(types);
  }

  static long total(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
