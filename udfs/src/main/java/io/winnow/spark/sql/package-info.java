/**
 * SQL functions over a column of texts: {@code ner_entities(text)}, {@code mnlp(text)}.
 *
 * <pre>{@code
 * NerFunctions.register(spark, "hdfs:///models/ner");
 * spark.sql("SELECT id, ner_entities(text) FROM mails WHERE mnlp(text) < -0.1");
 * }</pre>
 *
 * <p>A call costs one run of the model per row; everything else is negligible. The planner moves
 * calls out of their expressions into one operator, {@code BatchEvalNer}. Like {@link
 * io.winnow.spark.ml.EntityRecognizer}, it reads ahead and sorts by length. Calls on the same text
 * and model share one run, also between WHERE and SELECT. A call that no operator can compute in
 * advance runs text by text.
 *
 * <p>Settings of the session: {@code spark.winnow.model} (checkpoint folder), {@code
 * spark.winnow.precision} (auto, fp32, bf16; default auto), {@code spark.winnow.batch-tokens}
 * (1024), {@code spark.winnow.overlap-tokens} (64), {@code spark.winnow.window-sentences} (4096).
 */
@io.winnow.Internal
package io.winnow.spark.sql;
