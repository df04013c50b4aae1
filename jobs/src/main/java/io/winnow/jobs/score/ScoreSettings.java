package io.winnow.jobs.score;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.spark.ScoreColumns;
import java.util.List;

/**
 * The keys {@code score.*}.
 *
 * @param functions names of the acquisition functions that become columns of the scores
 * @param mcDropout passes with dropout on, for the functions of a committee
 * @param embeddings whether the scores hold the sentences' embeddings, and which
 * @param maxSetAsideShare share of a shard's sentences that the model may fail on
 * @param shardSentences sentences in a shard at least, unless there are fewer
 */
@Section("score")
public record ScoreSettings(
    List<String> functions,
    int mcDropout,
    InferenceOptions.Pooling embeddings,
    Prediction prediction,
    double maxSetAsideShare,
    int shardSentences,
    Rescoring rescoring) {

  public ScoreSettings {
    functions = List.copyOf(functions);
    Validation validation =
        Validation.of(ScoreSettings.class)
            .share("max-set-aside-share", maxSetAsideShare)
            .atLeast("shard-sentences", 1, shardSentences);
    validateFunctions(validation, functions, mcDropout);
    validation.done();
  }

  /**
   * How a model predicts.
   *
   * @param batchTokens tokens in a batch, padding included
   * @param windowSentences sentences taken ahead to sort them by length
   * @param overlapTokens tokens that neighbouring windows of a long sentence share
   */
  @Section("score")
  public record Prediction(
      int batchTokens, int windowSentences, int overlapTokens, Precision precision) {

    public Prediction {
      Validation validation =
          Validation.of(Prediction.class)
              .atLeast("batch-tokens", 1, batchTokens)
              .atLeast("window-sentences", 1, windowSentences)
              .atLeast("overlap-tokens", 0, overlapTokens);
      if (batchTokens >= 1 && overlapTokens >= batchTokens) {
        validation.add(
            "overlap-tokens",
            "must be below score.batch-tokens (%d), not %d".formatted(batchTokens, overlapTokens));
      }
      validation.done();
    }
  }

  /**
   * How much of the pool is scored anew.
   *
   * @param rescoreShare share of the pool, the least certain by the scores before
   * @param auditShare share of the rest, to tell what the rest hides
   */
  @Section("score")
  public record Rescoring(double rescoreShare, double auditShare) {

    public Rescoring {
      Validation.of(Rescoring.class)
          .share("rescore-share", rescoreShare)
          .share("audit-share", auditShare)
          .done();
    }
  }

  private static void validateFunctions(
      Validation validation, List<String> functions, int mcDropout) {
    List<String> known = AcquisitionFunctions.names();
    for (String function : functions) {
      if (!known.contains(function)) {
        validation.add(
            "functions",
            "must be some of %s, not '%s'; %s"
                .formatted(known, function, AcquisitionFunctions.wayIn()));
      }
    }
    List<String> ofCommittee =
        functions.stream().filter(AcquisitionFunctions.committeeNames()::contains).toList();
    if (mcDropout < 0 || mcDropout == 1) {
      validation.add("mc-dropout", "must be 0, or 2 passes at least, not " + mcDropout);
    } else if (mcDropout == 0 && !ofCommittee.isEmpty()) {
      validation.add(
          "mc-dropout",
          "is 0, but %s of score.functions compares passes with dropout: set it to 8, or more"
              .formatted(String.join(" and ", ofCommittee)));
    } else if (mcDropout > 0 && ofCommittee.isEmpty()) {
      validation.add(
          "mc-dropout",
          "asks for %d passes that no function would use: add one of %s to score.functions"
              .formatted(mcDropout, AcquisitionFunctions.committeeNames()));
    }
  }

  /**
   * What becomes of each prediction.
   *
   * @param seed of what the passes with dropout drop
   */
  public ScoreColumns columns(long seed) {
    return ScoreColumns.named(functions, new InferenceOptions(mcDropout, seed, embeddings));
  }
}
