package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.spark.Schemas;
import io.winnow.text.Sentence;
import java.text.Normalizer;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/**
 * Sentences with the same text, be their letters composed with their marks or not (canonical
 * equivalence, UAX 15); in all else texts are compared as they are.
 */
final class Copies {

  /** The same for copies, whatever their sources. */
  static final String KEY = "key";

  /** What a copy's labels say of its text, however it is split into words; null if none. */
  static final String SAYS = "says";

  /** How many different things the copies of a text say. */
  static final String WAYS = "ways";

  /** A hash of the set of all that they say. */
  static final String ALL_SAY = "all_say";

  private Copies() {}

  /**
   * Adds {@link #KEY} and {@link #SAYS}.
   *
   * @param sentences of {@link Schemas#HOLDOUT}, with ids by {@link Sentence#idOf}
   * @param source the same for all sentences that are compared. Keys are ids in it: in ASCII
   *     nothing is composed, and sentences that come from there have their key
   */
  static Dataset<Row> keyed(Dataset<Row> sentences, String source) {
    UDF1<String, String> key =
        text -> Sentence.idOf(source, Normalizer.normalize(text, Normalizer.Form.NFC));
    UDF1<Row, String> says = Copies::says;
    Column isId = col("source").equalTo(source).and(expr("char_length(text) = octet_length(text)"));
    Column places =
        transform(
            col("spans"),
            span ->
                struct(
                    word(span.getField("start_word")).getField("start"),
                    word(span.getField("end_word").minus(1)).getField("end"),
                    span.getField("type")));
    Column labels = struct(col("text"), places);
    return sentences
        .withColumn(KEY, when(isId, col("id")).otherwise(udf(key, StringType).apply(col("text"))))
        .withColumn(
            SAYS,
            when(size(col("spans")).equalTo(0), "")
                .when(col("spans").isNotNull(), udf(says, StringType).apply(labels)));
  }

  private static Column word(Column number) {
    return col("words").apply(number);
  }

  /** Offsets count decomposed text, which is the same for all copies. */
  private static String says(Row labels) {
    String text = labels.getString(0);
    StringJoiner says = new StringJoiner("\0");
    for (Row span : labels.<Row>getList(1)) {
      says.add(
          decomposed(text, span.getInt(0))
              + "-"
              + decomposed(text, span.getInt(1))
              + " "
              + span.getString(2));
    }
    return says.toString();
  }

  private static int decomposed(String text, int end) {
    return Normalizer.normalize(text.substring(0, end), Normalizer.Form.NFD).length();
  }

  /**
   * One row for all copies of a text that say the same: how many {@code copies}, and the {@code
   * first} of them: with a source id, then the smallest by source id, words and spans.
   *
   * @param apart columns by which they are told apart, too
   */
  static Dataset<Row> versions(Dataset<Row> keyed, String... apart) {
    return versions(keyed, Map.of(), apart);
  }

  private static Dataset<Row> versions(
      Dataset<Row> keyed, Map<String, String> others, String... apart) {
    String[] by = Stream.concat(Stream.of(SAYS), Stream.of(apart)).toArray(String[]::new);
    String first =
        "min(struct(source_id IS NULL AS no_source_id, source_id, words, spans, source, text, id,"
            + " metadata, document))";
    return keyed
        // By text alone, so that rows move once.
        .repartition(col(KEY))
        .groupBy(KEY, by)
        .agg(expr("count(*) AS copies"), with(others, expr(first + " AS first")));
  }

  /**
   * One row for each text. Its labels, and words with them, are those that most copies have; else
   * those with most spans; else those of the first copy. What is not labelled does not count. So
   * the result depends on the copies alone, not on their order.
   *
   * @return {@link Schemas#HOLDOUT}, metadata, {@link RecordRows#DOCUMENT}, {@link #KEY}, {@link
   *     #SAYS}, {@link #WAYS} and {@link #ALL_SAY}
   */
  static Dataset<Row> folded(Dataset<Row> keyed) {
    return folded(keyed, Map.of());
  }

  /**
   * The same, with aggregates of other columns, over all copies of a text.
   *
   * @param others {@code min}, {@code max} or {@code sum}, by columns; these keep their names
   */
  static Dataset<Row> folded(Dataset<Row> keyed, Map<String, String> others) {
    String rank =
        "says IS NULL AS unknown, IF(says IS NULL, 0, -copies) AS rarity, -size(first.spans) AS"
            + " poverty";
    // Not collect_set: that is grouped in a slower way than what can be added up.
    Stream<String> columns =
        Stream.concat(
            Stream.of("taken.first.*", KEY, "taken." + SAYS, WAYS, ALL_SAY),
            others.keySet().stream());
    return versions(keyed, others)
        .groupBy(KEY)
        .agg(
            expr("min(struct(%s, first, says)) AS taken".formatted(rank)),
            with(
                others,
                expr("count(says) AS " + WAYS),
                expr("bit_xor(xxhash64(says)) AS " + ALL_SAY)))
        .select(columns.map(functions::col).toArray(Column[]::new))
        .drop("no_source_id");
  }

  private static Column[] with(Map<String, String> others, Column... aggregates) {
    return Stream.concat(
            Stream.of(aggregates),
            others.entrySet().stream()
                .map(it -> expr("%s(%s) AS %2$s".formatted(it.getValue(), it.getKey()))))
        .toArray(Column[]::new);
  }

  /** Adds {@link #WAYS} and {@link #ALL_SAY} to every copy. */
  static Dataset<Row> compared(Dataset<Row> keyed) {
    return keyed
        .withColumn("all", expr("collect_set(says) OVER (PARTITION BY key)"))
        .withColumn(WAYS, size(col("all")))
        .withColumn(ALL_SAY, expr("aggregate(all, 0L, (hash, says) -> hash ^ xxhash64(says))"))
        .drop("all");
  }
}
