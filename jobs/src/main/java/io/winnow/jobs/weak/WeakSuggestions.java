package io.winnow.jobs.weak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/** What weak annotators suggest for sentences that no model has read. */
public final class WeakSuggestions {

  /** Nobody knows yet how often they are right. */
  private static final double CONFIDENCE = 0.5;

  private WeakSuggestions() {}

  /**
   * @param sentences at least {@code id, text, words}
   * @return {@code id, suggestions}
   */
  public static Dataset<Row> of(Dataset<Row> sentences, WeakAnnotators annotators) {
    UDF1<Row, Row[]> suggest =
        row ->
            Rows.ofConfidentSpans(
                annotators.spans(Rows.sentence(row)).stream()
                    .map(span -> new ConfidentSpan(span, CONFIDENCE))
                    .toList());
    UserDefinedFunction suggestions =
        udf(suggest, Schemas.SELECTION.apply("suggestions").dataType());
    return sentences.select(
        col("id"),
        suggestions.apply(struct(col("id"), col("text"), col("words"))).as("suggestions"));
  }
}
