package io.winnow.jobs.labels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Tables;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Lists the sentences on which annotators differ too much for a label, the least sure first, and
 * who said what.
 *
 * @param shown at most so many
 */
public record DisputesJob(JobContext context, int shown) {

  public Outcome run() {
    Pointer labels = context.require(context.workspace().labels(), "labels", "run 'winnow merge'");
    SparkSession spark = context.spark().get();
    Dataset<Row> disputes =
        Tables.read(spark, context.workspace(), labels, "disputes", Schemas.DISPUTES);
    context
        .console()
        .say(
            "%,d sentences are disputed; %,d of them wait for a person"
                .formatted(labels.count("disputes"), labels.count("disputes-for-person")));
    Dataset<Row> comparison =
        Tables.read(spark, context.workspace(), labels, "comparison", Schemas.COMPARISON)
            .select(col("id"), col("versions").as("answers"));
    disputes
        .join(comparison, "id")
        .select("id", "confidence", "state", "answers")
        .orderBy(col("state").notEqual(lit(LabelStore.PERSON)), col("confidence"), col("id"))
        .limit(shown)
        .collectAsList()
        .forEach(this::say);
    return Outcome.DONE;
  }

  private void say(Row row) {
    context
        .console()
        .say(
            "%s, sure to %.2f, %s"
                .formatted(
                    row.getString(0),
                    row.getDouble(1),
                    row.getString(2).equals(LabelStore.PERSON)
                        ? "waits for a person"
                        : "goes to the vendor again"));
    for (Row version : row.<Row>getList(3)) {
      List<String> annotators = version.getList(version.fieldIndex("annotators"));
      context
          .console()
          .say(
              "  %s: %s".formatted(String.join(", ", annotators), version.<String>getAs("marked")));
    }
  }
}
