/**
 * Winnow as a stage of a Spark ML {@code Pipeline}.
 *
 * <pre>{@code
 * Dataset<Row> found = new EntityRecognizer()
 *     .setModelUrl("hdfs:///models/ner")
 *     .setInputCol("text")
 *     .setOutputCol("entities")
 *     .setScoreCol("mnlp")
 *     .transform(texts);
 * }</pre>
 */
@io.winnow.Internal
package io.winnow.spark.ml;
