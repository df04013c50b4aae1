package io.winnow.jobs.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.winnow.jobs.Published;
import io.winnow.jobs.corpus.CorpusSummary.Entities;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The entities that are known, by where they come from, and their most frequent texts. */
final class EntityFacts {

  /** Where they come from, in the order in which they are shown. */
  static final List<String> ORIGINS = List.of("labels", "given", "holdout");

  /** Before the type, which may hold anything else. */
  private static final String BETWEEN = "\n";

  private static final DataType FORMS =
      new ArrayType(StructType.fromDDL("type STRING, form STRING"), false);

  private EntityFacts() {}

  static List<Entities> of(Published published, StandingSentences sentences) {
    UDF1<Row, Row[]> forms = EntityFacts::forms;
    Dataset<Row> settled = sentences.labels().select(col("id"), places("spans").as("settled"));
    Dataset<Row> held =
        sentences
            .holdout()
            .join(settled, new String[] {"id"}, "left")
            .withColumn("spans", coalesce(col("spans"), col("settled")));
    Dataset<Row> given =
        sentences
            .plain()
            .select("id", "text", "words")
            .join(
                published.table(published.corpus(), "gold", Schemas.GOLD).where("size(spans) > 0"),
                "id");
    Dataset<Row> all =
        from("labels", sentences.corpusLabels().withColumn("spans", places("spans")))
            .union(from("given", given))
            .union(from("holdout", held));
    Dataset<Row> found =
        all.where("size(spans) > 0")
            .select(
                col("from"),
                explode(
                        udf(forms, FORMS)
                            .apply(struct(col("id"), col("text"), col("words"), col("spans"))))
                    .as("entity"))
            .select(
                concat_ws(BETWEEN, col("from"), col("entity.type")).as("name"),
                col("entity.form").as("value"));
    List<Entities> entities = new ArrayList<>();
    TopCounts.of(found)
        .forEach(
            (name, group) -> {
              int between = name.indexOf(BETWEEN);
              entities.add(
                  new Entities(
                      name.substring(0, between),
                      name.substring(between + 1),
                      group.all(),
                      group.different(),
                      group.top()));
            });
    entities.sort(
        Comparator.<Entities>comparingInt(it -> ORIGINS.indexOf(it.from()))
            .thenComparing(Comparator.comparing(Entities::entities).reversed()));
    return entities;
  }

  /** Spans without their confidence. */
  private static Column places(String column) {
    return expr(
        "transform(%s, it -> named_struct('start_word', it.start_word, 'end_word', it.end_word, 'type', it.type))"
            .formatted(column));
  }

  private static Dataset<Row> from(String origin, Dataset<Row> sentences) {
    return sentences.select(
        lit(origin).as("from"), col("id"), col("text"), col("words"), col("spans"));
  }

  /** Texts as they stand, but on one line. */
  private static Row[] forms(Row row) {
    Sentence sentence = Rows.sentence(row);
    List<EntitySpan> spans = Rows.spans(row, "spans");
    return spans.stream()
        .map(span -> RowFactory.create(span.type(), sentence.text(span).replaceAll("\\s+", " ")))
        .toArray(Row[]::new);
  }
}
