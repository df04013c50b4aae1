package io.winnow.jobs.train;

import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.Published;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.train.TrainSettings.LabelWeights;
import io.winnow.model.WordTargets;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A labelled sentence.
 *
 * @param spans gold or settled; none overlap
 * @param posteriors [words x tags], rows one after the other: how probable each tag is; empty where
 *     they were not computed
 */
public record Example(String id, List<String> words, List<EntitySpan> spans, float[] posteriors)
    implements Serializable {

  private static final float[] NONE = {};

  public Example {
    words = List.copyOf(words);
    spans = List.copyOf(spans);
  }

  /** One whose spans are certain. */
  public static Example certain(String id, List<String> words, List<EntitySpan> spans) {
    return new Example(id, words, spans, NONE);
  }

  /**
   * @param row of {@link Schemas#LABELS}
   */
  public static Example of(Row row) {
    return new Example(
        row.getAs("id"),
        Rows.sentence(row).wordTexts(),
        Rows.spans(row, "spans"),
        Rows.floats(row, "posteriors"));
  }

  /**
   * What may be trained on: all labels but those of held-out sentences and of sentences without
   * words, as rows of {@link Schemas#LABELS}, by id: an order that depends on nothing.
   *
   * @throws StepMissingException if there is none
   */
  public static List<Row> rows(Published published, Pointer labels) {
    Dataset<Row> held =
        published.table(published.corpus(), "holdout", Schemas.HOLDOUT).select("id");
    List<Row> rows =
        published
            .table(labels, "labels", Schemas.LABELS)
            .join(held, "id", "left_anti")
            .where("size(words) > 0")
            .orderBy("id")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new StepMissingException(
          "%s has no labels outside the hold-out set: run 'winnow merge' first"
              .formatted(published.workspace()));
    }
    return rows;
  }

  /** {@link #rows} as training takes them. */
  static List<Example> read(Published published, Pointer labels) {
    return rows(published, labels).stream().map(Example::of).toList();
  }

  /**
   * The training targets.
   *
   * @throws JobFailedException if there are posteriors for other words or tags
   */
  WordTargets targets(LabelScheme scheme, LabelWeights weights) {
    if (weights == LabelWeights.HARD || posteriors.length == 0) {
      return new WordTargets.Hard(scheme.tagIds(words.size(), spans));
    }
    int needed = words.size() * scheme.tagCount();
    if (posteriors.length != needed) {
      throw new JobFailedException(
          "The label of sentence %s has %d posteriors, but its %d words of %d tags need %d: run 'winnow merge' again, or train with train.label-weights = hard"
              .formatted(id, posteriors.length, words.size(), scheme.tagCount(), needed));
    }
    return new WordTargets.Soft(words.size(), posteriors);
  }
}
