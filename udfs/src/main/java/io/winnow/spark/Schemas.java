package io.winnow.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of every table in a workspace. Character offsets in them are UTF-16 units, as in Java
 * and in Spark's strings; only what goes to the vendor counts code points.
 */
public final class Schemas {

  /** {@code [start, end)} in UTF-16 units of the sentence's text. */
  public static final StructType WORD =
      new StructType()
          .add("text", StringType, false)
          .add("start", IntegerType, false)
          .add("end", IntegerType, false);

  /** {@code [start_word, end_word)} and a type. */
  public static final StructType SPAN =
      new StructType()
          .add("start_word", IntegerType, false)
          .add("end_word", IntegerType, false)
          .add("type", StringType, false);

  /** A span somebody or something is only partly sure of; confidence in 0 to 1. */
  public static final StructType CONFIDENT_SPAN = SPAN.add("confidence", DoubleType, false);

  /** Why a sentence could not be read: a reason code, and a sentence that a person understands. */
  public static final StructType SET_ASIDE =
      new StructType().add("reason", StringType, false).add("message", StringType, false);

  /** One sentence of the pool; {@code source_id} is the input's own id, where it has one. */
  public static final StructType CORPUS =
      new StructType()
          .add("id", StringType, false)
          .add("source", StringType, false)
          .add("source_id", StringType, true)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false);

  /** Gold spans by sentence id; none for a sentence that is known to hold no entity. */
  public static final StructType GOLD =
      new StructType().add("id", StringType, false).add("spans", listOf(SPAN), false);

  /** One held-out sentence; {@code spans} is null where its gold is not known yet. */
  public static final StructType HOLDOUT = CORPUS.add("spans", listOf(SPAN), true);

  /**
   * What the model makes of a sentence, but for the scores: see {@link #scores}. Its spans are what
   * it suggests; {@code set_aside} says why it could not be read, and is null for all that were.
   */
  public static final StructType READINGS =
      new StructType()
          .add("id", StringType, false)
          .add("word_count", IntegerType, false)
          .add("spans", listOf(CONFIDENT_SPAN), false)
          .add("set_aside", SET_ASIDE, true);

  /** One chosen sentence; {@code rank} counts from 1; {@code score} is null for a random pick. */
  public static final StructType SELECTION =
      new StructType()
          .add("rank", IntegerType, false)
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("score", DoubleType, true)
          .add("reason", StringType, false)
          .add("suggestions", listOf(CONFIDENT_SPAN), false);

  /** One accepted answer of one annotator. */
  public static final StructType ANNOTATIONS =
      new StructType()
          .add("record_id", StringType, false)
          .add("batch_id", StringType, false)
          .add("annotator_id", StringType, false)
          .add("status", StringType, false)
          .add("spans", listOf(SPAN), false)
          .add("seconds", DoubleType, true)
          .add("comment", StringType, true)
          .add("file", StringType, false)
          .add("row", LongType, false);

  /** One row of a return that was not accepted, and why. */
  public static final StructType REJECTED =
      new StructType()
          .add("file", StringType, false)
          .add("row", LongType, true)
          .add("record_id", StringType, true)
          .add("annotator_id", StringType, true)
          .add("reason", StringType, false)
          .add("message", StringType, false);

  /**
   * One settled label with its lineage; holds all that training needs. {@code posteriors} is [words
   * x tags], rows one after the other, tags in the label scheme's order, each row summing to 1;
   * null where the adjudicator gave none.
   */
  public static final StructType LABELS =
      new StructType()
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("spans", listOf(CONFIDENT_SPAN), false)
          .add("annotators", listOf(StringType), false)
          .add("round", IntegerType, false)
          .add("batch_id", StringType, false)
          .add("adjudicator", StringType, false)
          .add("posteriors", listOf(FloatType), true);

  /**
   * A labelled sentence as a model sees it that did not train on it. {@code rank} counts from 1,
   * the most doubtful label first; {@code quality} is in 0 to 1, that of the word at {@code
   * worst_word}, a place from 0; {@code doubted_words} is how many words the model is confident of
   * another tag of; {@code given} are the label's spans, {@code suggested} the model's.
   */
  public static final StructType REVIEW =
      new StructType()
          .add("rank", IntegerType, false)
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("given", listOf(SPAN), false)
          .add("suggested", listOf(CONFIDENT_SPAN), false)
          .add("quality", DoubleType, false)
          .add("worst_word", IntegerType, false)
          .add("doubted_words", IntegerType, false)
          .add("reason", StringType, false);

  /** The column of a table of scores that names the model which read the sentence. */
  public static final String MODEL = "model";

  private Schemas() {}

  /**
   * {@link #READINGS} and a column for each acquisition function, null for a sentence without words
   * or that was set aside.
   *
   * @param functions their names, such as {@code mean-entropy}
   */
  public static StructType scores(List<String> functions) {
    StructType scores = READINGS;
    for (String function : functions) {
      scores = scores.add(column(function), DoubleType, true);
    }
    return scores;
  }

  /** A table of scores as it is published: with the name of the model. */
  public static StructType withModel(StructType scores) {
    return scores.add(MODEL, StringType, false);
  }

  /** The column of an acquisition function: SQL has no hyphens in names. */
  public static String column(String function) {
    return function.replace('-', '_');
  }

  private static ArrayType listOf(DataType element) {
    return new ArrayType(element, false);
  }
}
