package io.winnow.jobs.select;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import io.winnow.jobs.Tables;
import io.winnow.selection.Budget;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Sentences on which annotators differ and that go to the vendor again, the least sure first, as
 * far as the budget goes: they are billed like any other.
 *
 * @param table {@code id, text, words, suggestions, versions} of all of them
 * @param ids those that the budget has room for, in order
 * @param cost of these
 */
record Disputed(Optional<Dataset<Row>> table, List<String> ids, Budget cost) {

  static final String REASON = "dispute";

  static Disputed in(SparkSession spark, Workspace workspace, Budget budget) {
    Optional<Pointer> labels = workspace.labels().latest();
    if (labels.isEmpty() || labels.get().count("disputes") == 0) {
      return new Disputed(Optional.empty(), List.of(), new Budget(budget.unit(), 0));
    }
    Dataset<Row> again =
        Tables.read(spark, workspace, labels.get(), "disputes", Schemas.DISPUTES)
            .where(col("state").equalTo("again"));
    List<String> ids = new ArrayList<>();
    long cost = 0;
    for (Row row :
        again.orderBy("confidence", "id").select(col("id"), size(col("words"))).collectAsList()) {
      long more = budget.cost(row.getInt(1));
      if (cost + more <= budget.amount()) {
        cost += more;
        ids.add(row.getString(0));
      }
    }
    Dataset<Row> table =
        again.select(
            col("id"), col("text"), col("words"), col("spans").as("suggestions"), col("versions"));
    return new Disputed(Optional.of(table), ids, new Budget(budget.unit(), cost));
  }
}
