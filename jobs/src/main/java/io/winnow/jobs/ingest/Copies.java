package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.text.Normalizer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Sentences with the same text, be their letters composed with their marks or not (canonical
 * equivalence, UAX 15); in all else texts are compared as they are.
 */
final class Copies {

  /** The same for copies, whatever their sources. */
  static final String KEY = "key";

  /** What a copy's labels say of its text, however it is split into words; null if none. */
  static final String SAYS = "says";

  /** All that the copies of a text say. */
  static final String ALL_SAY = "all_say";

  private Copies() {}

  /**
   * Adds {@link #KEY} and {@link #SAYS}.
   *
   * @param sentences of {@link Schemas#HOLDOUT}
   */
  static Dataset<Row> keyed(Dataset<Row> sentences) {
    UDF1<String, String> key =
        text -> Sentence.idOf("", Normalizer.normalize(text, Normalizer.Form.NFC));
    UDF1<Row, String> says = Copies::says;
    return sentences
        .withColumn(KEY, udf(key, StringType).apply(col("text")))
        .withColumn(
            SAYS,
            udf(says, StringType)
                .apply(struct(col("id"), col("text"), col("words"), col("spans"))));
  }

  /** Offsets count decomposed text, which is the same for all copies. */
  private static String says(Row row) {
    if (row.isNullAt(row.fieldIndex("spans"))) {
      return null;
    }
    Sentence sentence = Rows.sentence(row);
    return Rows.spans(row, "spans").stream()
        .map(span -> says(sentence, span))
        .collect(Collectors.joining("\0"));
  }

  private static String says(Sentence sentence, EntitySpan span) {
    return "%d-%d %s"
        .formatted(
            decomposed(sentence.text(), sentence.start(span)),
            decomposed(sentence.text(), sentence.end(span)),
            span.type());
  }

  private static int decomposed(String text, int end) {
    return Normalizer.normalize(text.substring(0, end), Normalizer.Form.NFD).length();
  }

  /**
   * One row for all copies of a text that say the same: how many {@code copies}, and the {@code
   * first} of them: with a source id, then the smallest by source id, words and spans.
   */
  static Dataset<Row> versions(Dataset<Row> keyed) {
    String first =
        "min(struct(source_id IS NULL AS no_source_id, source_id, words, spans, source, text, id))";
    return keyed
        // By text alone, so that rows move once.
        .repartition(col(KEY))
        .groupBy(KEY, SAYS)
        .agg(expr("count(*) AS copies"), expr(first + " AS first"));
  }

  /**
   * One row for each text. Its labels, and words with them, are those that most copies have; else
   * those with most spans; else those of the first copy. What is not labelled does not count. So
   * the result depends on the copies alone, not on their order.
   *
   * @return {@link Schemas#HOLDOUT}, {@link #KEY}, {@link #SAYS} and {@link #ALL_SAY}
   */
  static Dataset<Row> folded(Dataset<Row> keyed) {
    String rank =
        "says IS NULL AS unknown, IF(says IS NULL, 0, -copies) AS rarity, -size(first.spans) AS"
            + " poverty";
    return versions(keyed)
        .groupBy(KEY)
        .agg(
            expr("min(struct(%s, first, says)) AS taken".formatted(rank)),
            expr("array_sort(collect_set(says)) AS " + ALL_SAY))
        .select("taken.first.*", KEY, "taken." + SAYS, ALL_SAY)
        .drop("no_source_id");
  }
}
