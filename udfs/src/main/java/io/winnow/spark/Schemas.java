package io.winnow.spark;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
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

  /** A span with a confidence in 0 to 1. */
  public static final StructType CONFIDENT_SPAN = SPAN.add("confidence", DoubleType, false);

  /** One of the answers that a sentence was given. */
  private static final StructType ANSWER = new StructType().add("spans", listOf(SPAN), false);

  /**
   * Why there is no prediction for a sentence: a reason code, and a sentence that a person
   * understands.
   */
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
   * What the model predicts for a sentence, but for the scores: see {@link #scores}. Its spans are
   * what it suggests; {@code set_aside} says why there is no prediction; else it is null.
   */
  public static final StructType PREDICTIONS =
      new StructType()
          .add("id", StringType, false)
          .add("word_count", IntegerType, false)
          .add("spans", listOf(CONFIDENT_SPAN), false)
          .add("set_aside", SET_ASIDE, true);

  /**
   * One chosen sentence; {@code rank} counts from 1; {@code score} is null for a random pick and
   * for a dispute, of which {@code versions} has the spans that annotators gave it.
   */
  public static final StructType SELECTION =
      new StructType()
          .add("rank", IntegerType, false)
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("score", DoubleType, true)
          .add("reason", StringType, false)
          .add("suggestions", listOf(CONFIDENT_SPAN), false)
          .add("versions", listOf(ANSWER), true);

  /**
   * What a record of a round with checks stands for: its sentence, the batch it went out in, and
   * {@code work}, {@code known} or {@code repeat}; {@code expected} is the known answer, else null.
   */
  public static final StructType CHECKS =
      new StructType()
          .add("record_id", StringType, false)
          .add("id", StringType, false)
          .add("batch_id", StringType, false)
          .add("purpose", StringType, false)
          .add("expected", listOf(SPAN), true);

  /**
   * One answer of one annotator that fits what was sent; {@code file} and {@code row} say where.
   */
  public static final StructType ANSWERS =
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

  /**
   * The history of answers: {@code replaced_by_file} is null for the one that stands; {@code id} is
   * the sentence's, {@code purpose} that of {@link #CHECKS}: only {@code work} becomes labels.
   */
  public static final StructType ANNOTATIONS =
      ANSWERS
          .add("replaced_by_file", StringType, true)
          .add("replaced_by_row", LongType, true)
          .add("id", StringType, false)
          .add("purpose", StringType, false);

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
   * One settled label with its lineage; holds all that training needs. {@code confidence} is that
   * of its least sure word; {@code posteriors} are {@code [words x tags]}, rows one after the
   * other, in the order of the label scheme's tags, null where a person decided.
   */
  public static final StructType LABELS =
      new StructType()
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("spans", listOf(CONFIDENT_SPAN), false)
          .add("confidence", DoubleType, false)
          .add("posteriors", listOf(FloatType), true)
          .add("annotators", listOf(StringType), false)
          .add("round", IntegerType, false)
          .add("batch_id", StringType, false)
          .add("adjudicator", StringType, false);

  /**
   * A labelled sentence with the predictions of a model that did not train on it. {@code rank}
   * counts from 1, the most doubtful label first; {@code quality} is in 0 to 1, that of the word at
   * {@code worst_word}, a place from 0; {@code doubted_words} is how many words the model is
   * confident of another tag of; {@code given} are the label's spans, {@code suggested} the
   * model's.
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

  /**
   * One sentence on which annotators differ too much for a label: the spans of its different
   * answers, those that more annotators gave first, and what they would be settled to. {@code
   * state} is {@code again} while it goes into the next batch, {@code person} once that was done
   * often enough.
   */
  public static final StructType DISPUTES =
      new StructType()
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("words", listOf(WORD), false)
          .add("versions", listOf(ANSWER), false)
          .add("spans", listOf(CONFIDENT_SPAN), false)
          .add("confidence", DoubleType, false)
          .add("times_sent", IntegerType, false)
          .add("state", StringType, false);

  /** One sentence of a round that lacks answers; overdue ones are back in the pool. */
  public static final StructType MISSING =
      new StructType()
          .add("id", StringType, false)
          .add("round", IntegerType, false)
          .add("asked", IntegerType, false)
          .add("answers", IntegerType, false)
          .add("overdue", BooleanType, false);

  /** A tag that an annotator gives where another is true; {@code share} of the latter's words. */
  private static final StructType CONFUSION =
      new StructType()
          .add("true_tag", StringType, false)
          .add("said_tag", StringType, false)
          .add("share", DoubleType, false);

  /**
   * How good an annotator is. Numbers are null if unknown; shares and F1 are in 0 to 1. {@code
   * settled_*} compare with the labels, {@code peer_f1} with the other annotators; {@code known_*}
   * are on sentences whose answer was known, with 95 % intervals; {@code drift_*} compare the first
   * and last third of the answers with the others' vote; {@code drift_z} is below 0 where the
   * annotator got worse.
   */
  public static final StructType ANNOTATORS =
      new StructType()
          .add("annotator", StringType, false)
          .add("sentences", LongType, false)
          .add("words", LongType, false)
          .add("spans", LongType, false)
          .add("skipped", LongType, false)
          .add("settled_precision", DoubleType, true)
          .add("settled_recall", DoubleType, true)
          .add("settled_f1", DoubleType, true)
          .add("peer_f1", DoubleType, true)
          .add("empty_share", DoubleType, true)
          .add("chance_score", DoubleType, true)
          .add("peer_score", DoubleType, true)
          .add("known_sentences", LongType, false)
          .add("known_exact", DoubleType, true)
          .add("known_exact_low", DoubleType, true)
          .add("known_exact_high", DoubleType, true)
          .add("known_f1", DoubleType, true)
          .add("known_f1_low", DoubleType, true)
          .add("known_f1_high", DoubleType, true)
          .add("repeats", LongType, false)
          .add("repeats_same", DoubleType, true)
          .add("repeats_f1", DoubleType, true)
          .add("timed", LongType, false)
          .add("seconds_per_word", DoubleType, true)
          .add("too_fast", DoubleType, true)
          .add("drift_first_f1", DoubleType, true)
          .add("drift_last_f1", DoubleType, true)
          .add("drift_z", DoubleType, true)
          .add("likely_spammer", BooleanType, false)
          .add("suspicions", listOf(StringType), false)
          .add("confusion", listOf(CONFUSION), false);

  /** How well a batch came out; alphas are at most 1, shares and F1 in 0 to 1, null if unknown. */
  public static final StructType BATCH_QUALITY =
      new StructType()
          .add("batch_id", StringType, false)
          .add("sentences", LongType, false)
          .add("answers", LongType, false)
          .add("word_alpha", DoubleType, true)
          .add("span_alpha", DoubleType, true)
          .add("pairwise_f1", DoubleType, true)
          .add("unanimous", DoubleType, true)
          .add("disputed", DoubleType, true);

  private static final StructType VERSION =
      new StructType()
          .add("annotators", listOf(StringType), false)
          .add("marked", StringType, false)
          .add("spans", listOf(SPAN), false);

  private static final StructType DIFFERENCE =
      SPAN.add("text", StringType, false)
          .add("marked_by", listOf(StringType), false)
          .add("not_marked_by", listOf(StringType), false);

  /** The different annotations of a sentence, most frequent first, and where they differ. */
  public static final StructType COMPARISON =
      new StructType()
          .add("id", StringType, false)
          .add("text", StringType, false)
          .add("versions", listOf(VERSION), false)
          .add("differences", listOf(DIFFERENCE), false)
          .add("skipped_by", listOf(StringType), false);

  /** The column of a table of scores that names the model. */
  public static final String MODEL = "model";

  private Schemas() {}

  /**
   * {@link #PREDICTIONS} and a column for each acquisition function, null for a sentence without
   * words or that was set aside.
   *
   * @param functions their names, such as {@code mean-entropy}
   */
  public static StructType scores(List<String> functions) {
    StructType scores = PREDICTIONS;
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
