package io.winnow.jobs.score;

import io.winnow.acquisition.AcquisitionFunctions;
import io.winnow.jobs.Checks;
import io.winnow.model.Precision;
import java.util.List;

/**
 * The keys {@code score.*}.
 *
 * @param functions names of the acquisition functions that become columns of the scores
 * @param batchTokens tokens in a batch, padding included
 * @param windowSentences sentences read ahead to sort them by length
 * @param overlapTokens tokens that neighbouring windows of a long sentence share
 */
public record ScoreSettings(
    List<String> functions,
    int batchTokens,
    int windowSentences,
    int overlapTokens,
    Precision precision) {

  public ScoreSettings {
    functions = List.copyOf(functions);
    Checks checks =
        Checks.of("score")
            .atLeast("batch-tokens", 1, batchTokens)
            .atLeast("window-sentences", 1, windowSentences)
            .atLeast("overlap-tokens", 0, overlapTokens);
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
}
