package io.winnow.spark.sql;

import io.winnow.spark.TextPrediction.TextColumn;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;

/** The SQL functions, and what {@code DESCRIBE FUNCTION EXTENDED} says of them. */
enum NerFunction {
  NER_ENTITIES(
      "ner_entities",
      TextColumn.ENTITIES,
      "Returns the named entities in `text` in reading order: an array of"
          + " struct<start, end, text, type, confidence>, start and end in UTF-16 units.",
      "[{0,4,Anna,PER,0.98},{14,18,Bern,LOC,0.97}]"),
  MNLP(
      "mnlp",
      TextColumn.MNLP,
      "Returns how sure the model is of `text`: its maximum normalized log-probability, nats per"
          + " word, at most 0; lower is less sure. Null where `text` has no word.",
      "-0.021");

  private static final String SINCE = "0.1.0";

  private static final String COST =
      """
      Cost: one run of the model for each text, some milliseconds of a core for a sentence. Texts
      go in batches sorted by length by the operator that EXPLAIN calls BatchEvalNer. Calls
      on the same text in SELECT and WHERE share a run; conditions in WHERE that need no model
      come before it. Where EXPLAIN shows no BatchEvalNer, texts go one by one, which costs
      more, and each call runs the model.
      """;

  private final String sqlName;
  private final TextColumn column;
  private final String usage;
  private final String example;

  NerFunction(String sqlName, TextColumn column, String usage, String example) {
    this.sqlName = sqlName;
    this.column = column;
    this.usage = usage;
    this.example = example;
  }

  String sqlName() {
    return sqlName;
  }

  TextColumn column() {
    return column;
  }

  /** In the shape that Spark's own functions have, which it checks. */
  ExpressionInfo info() {
    return new ExpressionInfo(
        BatchedNer.class.getName(),
        null,
        sqlName,
        "_FUNC_(text[, model]) - " + usage,
        section(
            """
            Arguments:
              * text - a string of any length
              * model - a literal: a HuggingFace checkpoint folder; else the setting %s
            """
                .formatted(NerBuilder.MODEL)),
        section(
            """
            Examples:
              > SELECT _FUNC_('Anna lives in Bern');
               %s
            """
                .formatted(example)),
        section(COST),
        "",
        SINCE,
        "",
        "scala_udf");
  }

  private static String section(String lines) {
    return "\n" + lines.indent(4) + "  ";
  }
}
