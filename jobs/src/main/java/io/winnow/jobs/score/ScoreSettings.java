package io.winnow.jobs.score;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;
import io.winnow.spark.ScoreColumns;
import java.util.List;

/** The keys {@code score.*}. */
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

  /** How a model predicts. */
  @Section("score")
  public record Prediction(
      int batchTokens, int windowSentences, int overlapTokens, Precision precision) {

    public Prediction {
      Validation.of(Prediction.class)
          .atLeast("batch-tokens", 1, batchTokens)
          .atLeast("window-sentences", 1, windowSentences)
          .atLeast("overlap-tokens", 0, overlapTokens)
          .require(
              batchTokens < 1 || overlapTokens < batchTokens,
              "overlap-tokens",
              "must be below score.batch-tokens (%d), not %d".formatted(batchTokens, overlapTokens))
          .done();
    }
  }

  /** How much of the pool is scored anew. */
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
    List<String> ofCommittee = AcquisitionFunctions.committeeNames();
    functions.forEach(
        function ->
            validation.require(
                known.contains(function),
                "functions",
                "must be some of %s, not '%s'; %s"
                    .formatted(known, function, AcquisitionFunctions.wayIn())));
    List<String> comparing = functions.stream().filter(ofCommittee::contains).toList();
    boolean isNumber = mcDropout == 0 || mcDropout > 1;
    validation
        .require(isNumber, "mc-dropout", "must be 0 or at least 2, not " + mcDropout)
        .require(
            mcDropout != 0 || comparing.isEmpty(),
            "mc-dropout",
            "is 0, but %s of score.functions compares passes with dropout: set it to 8, or more"
                .formatted(String.join(" and ", comparing)))
        .require(
            mcDropout < 2 || !comparing.isEmpty(),
            "mc-dropout",
            "is %d, but no function uses these passes: add one of %s to score.functions"
                .formatted(mcDropout, ofCommittee));
  }

  /**
   * @param seed of what the passes with dropout drop
   */
  public ScoreColumns columns(long seed) {
    return ScoreColumns.named(functions, new InferenceOptions(mcDropout, seed, embeddings));
  }
}
