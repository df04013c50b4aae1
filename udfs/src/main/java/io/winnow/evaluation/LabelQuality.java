package io.winnow.evaluation;

import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import java.util.stream.IntStream;

/**
 * How good the tag that a word was given looks to a model that did not train on it. In 0 to 1;
 * lower is worse. For a sentence, the worst of its words counts, which Wang and Mueller 2022 (arXiv
 * 2210.03920) found better than any mean.
 */
public enum LabelQuality {
  /** The probability of the given tag. */
  SELF_CONFIDENCE {
    @Override
    double of(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      return sentence.probability(word, sentence.given()[word]);
    }
  },

  /** Half of one more than the probability of the given tag less that of the best other one. */
  NORMALIZED_MARGIN {
    @Override
    double of(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      int given = sentence.given()[word];
      double other =
          IntStream.range(0, sentence.tags())
              .filter(tag -> tag != given)
              .mapToDouble(tag -> sentence.probability(word, tag))
              .reduce(0, Math::max);
      return (sentence.probability(word, given) - other + 1) / 2;
    }
  },

  /**
   * Self-confidence after each tag's probability was divided by its threshold and all made to sum
   * to 1 again: each tag is compared with its usual probability, so that rare ones, of which a
   * model is seldom certain, don't suffer. After Northcutt et al. 2021; Kuan and Mueller 2022
   * subtract thresholds.
   */
  RELATIVE_CONFIDENCE {
    @Override
    double of(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      double ofGiven = 0;
      double sum = 0;
      for (int tag = 0; tag < sentence.tags(); tag++) {
        double threshold = learnt.threshold(tag);
        double relative = threshold > 0 ? sentence.probability(word, tag) / threshold : 0;
        ofGiven = tag == sentence.given()[word] ? relative : ofGiven;
        sum += relative;
      }
      return sum == 0 ? 0 : ofGiven / sum;
    }
  };

  abstract double of(UnseenSentence sentence, int word, ConfidentLearning learnt);
}
