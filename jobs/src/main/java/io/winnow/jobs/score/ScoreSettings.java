package io.winnow.jobs.score;

import io.winnow.acquisition.CommitteeFunctions;
import io.winnow.jobs.Checks;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.spark.ScoreColumns;
import java.util.List;

/**
 * The keys {@code score.*}.
 *
 * @param functions names of the acquisition functions that become columns of the scores
 * @param mcDropout passes with dropout on, for the functions of a committee
 * @param embeddings whether the scores hold the sentences' embeddings, and which
 * @param batchTokens tokens in a batch, padding included
 * @param windowSentences sentences read ahead to sort them by length
 * @param overlapTokens tokens that neighbouring windows of a long sentence share
 * @param maxSetAsideShare share of a shard's sentences that may turn out unreadable
 * @param shardSentences sentences in a shard at least, unless there are fewer
 * @param rescoreShare share of the pool, the least certain by the scores before, that is read anew
 * @param auditShare share of the rest that is read anew as well, to tell what the rest hides
 */
public record ScoreSettings(
    List<String> functions,
    int mcDropout,
    InferenceOptions.Pooling embeddings,
    int batchTokens,
    int windowSentences,
    int overlapTokens,
    Precision precision,
    double maxSetAsideShare,
    int shardSentences,
    double rescoreShare,
    double auditShare) {

  public ScoreSettings {
    functions = List.copyOf(functions);
    Checks checks =
        Checks.of("score")
            .atLeast("batch-tokens", 1, batchTokens)
            .atLeast("window-sentences", 1, windowSentences)
            .atLeast("overlap-tokens", 0, overlapTokens)
            .share("max-set-aside-share", maxSetAsideShare)
            .atLeast("shard-sentences", 1, shardSentences)
            .share("rescore-share", rescoreShare)
            .share("audit-share", auditShare);
    if (batchTokens >= 1 && overlapTokens >= batchTokens) {
      checks.add(
          "overlap-tokens",
          "must be below score.batch-tokens (%d), not %d".formatted(batchTokens, overlapTokens));
    }
    checkFunctions(checks, functions, mcDropout);
    checks.done();
  }

  private static void checkFunctions(Checks checks, List<String> functions, int mcDropout) {
    List<String> known = ScoreColumns.functionNames();
    for (String function : functions) {
      if (!known.contains(function)) {
        checks.add("functions", "must be some of %s, not '%s'".formatted(known, function));
      }
    }
    List<String> ofCommittee =
        functions.stream().filter(CommitteeFunctions.names()::contains).toList();
    if (mcDropout < 0 || mcDropout == 1) {
      checks.add("mc-dropout", "must be 0, or 2 passes at least, not " + mcDropout);
    } else if (mcDropout == 0 && !ofCommittee.isEmpty()) {
      checks.add(
          "mc-dropout",
          "is 0, but %s of score.functions compares passes with dropout: set it to 8, or more"
              .formatted(String.join(" and ", ofCommittee)));
    } else if (mcDropout > 0 && ofCommittee.isEmpty()) {
      checks.add(
          "mc-dropout",
          "asks for %d passes that no function would use: add one of %s to score.functions"
              .formatted(mcDropout, CommitteeFunctions.names()));
    }
  }

  /**
   * What becomes of each reading.
   *
   * @param seed of what the passes with dropout drop
   */
  public ScoreColumns columns(long seed) {
    return ScoreColumns.named(functions, new InferenceOptions(mcDropout, seed, embeddings));
  }
}
