package io.winnow.jobs.score;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.jobs.Checks;
import io.winnow.model.Precision;
import io.winnow.spark.ScoreColumns;
import java.util.List;

/**
 * The keys {@code score.*}.
 *
 * @param functions names of the acquisition functions that become columns of the scores
 * @param batchTokens tokens in a batch, padding included
 * @param windowSentences sentences read ahead to sort them by length
 * @param overlapTokens tokens that neighbouring windows of a long sentence share
 * @param shardSentences sentences in a shard at least, unless there are fewer
 * @param rescoreShare share of the pool, the least certain by the scores before, that is read anew
 * @param auditShare share of the rest that is read anew as well, to tell what the rest hides
 */
public record ScoreSettings(
    List<String> functions,
    int batchTokens,
    int windowSentences,
    int overlapTokens,
    Precision precision,
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
            .atLeast("shard-sentences", 1, shardSentences)
            .share("rescore-share", rescoreShare)
            .share("audit-share", auditShare);
    if (batchTokens >= 1 && overlapTokens >= batchTokens) {
      checks.add(
          "overlap-tokens",
          "must be below score.batch-tokens (%d), not %d".formatted(batchTokens, overlapTokens));
    }
    for (String function : functions) {
      if (!AcquisitionFunctions.names().contains(function)) {
        checks.add(
            "functions",
            "must be some of %s, not '%s'".formatted(AcquisitionFunctions.names(), function));
      }
    }
    checks.done();
  }

  /** What becomes of each reading. */
  public ScoreColumns columns() {
    return ScoreColumns.named(functions);
  }
}
