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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of every table in a workspace; {@code columns.properties} of the API says what each
 * holds. Character offsets in them are UTF-16 units, as in Java and in Spark's strings; only what
 * goes to the vendor counts code points.
 */
public final class Schemas {

  /** {@code [start, end)} in UTF-16 units of the sentence's text. */
  public static final StructType WORD = columns("text string, start int, end int");

  /** {@code [start_word, end_word)} and a type. */
  public static final StructType SPAN = columns("start_word int, end_word int, type string");

  /** A span with a confidence in 0 to 1. */
  public static final StructType CONFIDENT_SPAN = columns(SPAN, "confidence double");

  /** One of the answers that a sentence was given. */
  private static final StructType ANSWER = columns("spans span[]");

  /** Why there is no prediction for a sentence: a code, and a sentence for people. */
  public static final StructType SET_ASIDE = columns("reason string, message string");

  /** One sentence of the pool. */
  public static final StructType CORPUS =
      columns("id string, source string, source_id string?, text string, words word[]");

  /** Gold spans by sentence id; none for a sentence that is known to hold no entity. */
  public static final StructType GOLD = columns("id string, spans span[]");

  /** One held-out sentence; {@code spans} is null where its gold is not known yet. */
  public static final StructType HOLDOUT = columns(CORPUS, "spans span[]?");

  /**
   * One sentence in its document; {@code position} counts from 1. A text that stands in several
   * places has a row for each, and one id.
   */
  public static final StructType DOCUMENTS =
      columns("document string, position long, id string, text string");

  /** One of the ways in which copies of a text are labelled that differ in their labels. */
  public static final StructType CONFLICTS =
      columns(
          "id string, part string, text string, words word[], spans span[], copies long, taken"
              + " boolean");

  /** What the model predicts for a sentence, but for the scores: see {@link #scores}. */
  public static final StructType PREDICTIONS =
      columns("id string, word_count int, spans confident_span[], set_aside set_aside?");

  /** One chosen sentence; {@code rank} counts from 1. */
  public static final StructType SELECTION =
      columns(
          """
          rank int, id string, text string, words word[], score double?, reason string,
          suggestions confident_span[], versions answer[]?
          """);

  /**
   * What a record of a round with checks stands for: {@code work}, {@code known} or {@code repeat}.
   */
  public static final StructType CHECKS =
      columns("record_id string, id string, batch_id string, purpose string, expected span[]?");

  /** A piece of a text, in whose place a placeholder went out. */
  private static final StructType REPLACED =
      columns("start int, end int, kind string, placeholder string, original string");

  /** A record that went out with placeholders, and the sentence as it is. It is never sent. */
  public static final StructType REDACTIONS =
      columns(
          "record_id string, batch_id string, id string, text string, words word[], replaced"
              + " replaced[]");

  /**
   * A thing of a document that a round was the first to replace; {@code original} is how it was
   * written there. It is never sent.
   */
  public static final StructType PLACEHOLDERS =
      columns("document string, kind string, placeholder string, original string");

  /** The answers of annotators that fit what was sent, of which only work becomes labels. */
  public static final StructType ANNOTATIONS =
      columns(
          """
          record_id string, batch_id string, annotator_id string, status string, spans span[],
          seconds double?, comment string?, file string, row long, replaced_by_file string?,
          replaced_by_row long?, id string, purpose string
          """);

  /** One row of a return that was not accepted, and why. */
  public static final StructType REJECTED =
      columns(
          """
          file string, row long?, record_id string?, annotator_id string?, reason string,
          message string
          """);

  /**
   * One settled label with its lineage; holds all that training needs. {@code posteriors} are
   * {@code [words x tags]}, null where a person decided.
   */
  public static final StructType LABELS =
      columns(
          """
          id string, text string, words word[], spans confident_span[], confidence double,
          posteriors float[]?, annotators string[], round int, batch_id string, adjudicator string
          """);

  /** A labelled sentence with the predictions of a model that did not train on it. */
  public static final StructType REVIEW =
      columns(
          """
          rank int, id string, text string, words word[], given span[], suggested confident_span[],
          quality double, worst_word int, doubted_words int, reason string
          """);

  /** One sentence on which annotators differ too much for a label. */
  public static final StructType DISPUTES =
      columns(
          """
          id string, text string, words word[], versions answer[], spans confident_span[],
          confidence double, times_sent int, state string
          """);

  /** One sentence of a round that lacks answers; overdue ones are back in the pool. */
  public static final StructType MISSING =
      columns("id string, round int, asked int, answers int, overdue boolean");

  /** A tag that an annotator gives where another is true; {@code share} of the latter's words. */
  private static final StructType CONFUSION =
      columns("true_tag string, said_tag string, share double");

  /** How good an annotator is. Numbers are null if unknown; shares and F1 are in 0 to 1. */
  public static final StructType ANNOTATORS =
      columns(
          """
          annotator string, sentences long, words long, spans long, skipped long,
          settled_precision double?, settled_recall double?, settled_f1 double?, peer_f1 double?,
          empty_share double?, chance_score double?, peer_score double?, known_sentences long,
          known_exact double?, known_exact_low double?, known_exact_high double?, known_f1 double?,
          known_f1_low double?, known_f1_high double?, repeats long, repeats_same double?,
          repeats_f1 double?, suggested long, suggested_same double?, suggested_f1 double?,
          timed long, seconds_per_word double?, too_fast double?,
          drift_first_f1 double?, drift_last_f1 double?, drift_z double?, likely_spammer boolean,
          suspicions string[], confusion confusion[]
          """);

  /** How well a batch came out; alphas are at most 1, shares and F1 in 0 to 1, null if unknown. */
  public static final StructType BATCH_QUALITY =
      columns(
          """
          batch_id string, sentences long, answers long, word_alpha double?, span_alpha double?,
          pairwise_f1 double?, unanimous double?, disputed double?
          """);

  private static final StructType VERSION =
      columns("annotators string[], marked string, spans span[]");

  private static final StructType DIFFERENCE =
      columns(SPAN, "text string, marked_by string[], not_marked_by string[]");

  /** The different annotations of a sentence, most frequent first, and where they differ. */
  public static final StructType COMPARISON =
      columns(
          """
          id string, text string, versions version[], differences difference[],
          skipped_by string[]
          """);

  private static final StructType HELD_OUT = columns("gold int[], predicted int[], correct int[]");

  /** A round of a simulation, measured; entity spans of each held-out sentence in one order. */
  public static final StructType POINTS =
      columns(
          """
          strategy string, seed long, round int, words long, sentences long, entities long,
          f1 double, precision double, recall double, f1_by_type doubles,
          picked_words long, picked_sentences long, picked_entities long,
          mean_length double, entity_density double, learning string,
          stop_kappa double?, stop_uncertainty double?, seconds doubles, held_out held_out\
          """);

  /**
   * The held-out sentences with one value of a column, and the entities in them. A share is null
   * where there is nothing to count.
   */
  public static final StructType F1_BY_GROUP =
      columns(
          """
          grouped_by string, value string?, sentences long, gold long, predicted long,
          correct long, precision double?, recall double?, f1 double?
          """);

  /**
   * The column, behind those of {@link #CORPUS} and {@link #HOLDOUT}, of what else the input says
   * of a sentence: a struct whose fields depend on the input. Not there if that says nothing.
   */
  public static final String METADATA = "metadata";

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

  private static StructType columns(String columns) {
    return columns(new StructType(), columns);
  }

  /**
   * @param first the columns before
   * @param columns as {@code name type, name type}; what may be null has a type with a question
   *     mark, and {@code type[]} is a list of what is never null
   */
  private static StructType columns(StructType first, String columns) {
    StructType all = first;
    for (String column : columns.strip().split(",\\s+")) {
      int space = column.indexOf(' ');
      String type = column.substring(space + 1).replace("?", "");
      DataType one = type(type.replace("[]", ""));
      all =
          all.add(
              column.substring(0, space),
              type.endsWith("[]") ? new ArrayType(one, false) : one,
              column.endsWith("?"));
    }
    return all;
  }

  private static DataType type(String name) {
    return switch (name) {
      case "string" -> StringType;
      case "int" -> IntegerType;
      case "long" -> LongType;
      case "float" -> FloatType;
      case "double" -> DoubleType;
      case "boolean" -> BooleanType;
      case "word" -> WORD;
      case "span" -> SPAN;
      case "confident_span" -> CONFIDENT_SPAN;
      case "answer" -> ANSWER;
      case "set_aside" -> SET_ASIDE;
      case "confusion" -> CONFUSION;
      case "version" -> VERSION;
      case "difference" -> DIFFERENCE;
      case "replaced" -> REPLACED;
      case "held_out" -> HELD_OUT;
      case "doubles" -> DataTypes.createMapType(StringType, DoubleType, false);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
