package io.winnow.evaluation;

import io.winnow.evaluation.ConfidentLearning.UnseenSentence;

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
      double other = 0;
      for (int tag = 0; tag < sentence.tags(); tag++) {
        other = tag == given ? other : Math.max(other, sentence.probability(word, tag));
      }
      return (sentence.probability(word, given) - other + 1) / 2;
    }
  },

  /**
   * Self-confidence after each tag's probability was divided by its threshold and all made to sum
   * to 1 again. So a model that is seldom certain of rare tags is not penalized for it, and what it
   * does predict of them weighs more: a tag is compared with its usual probability. Thresholds play
   * this role in the confident joint of Northcutt et al. 2021, and in Kuan and Mueller 2022, who
   * subtract them.
   */
  RELATIVE_CONFIDENCE {
    @Override
    double of(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      int given = sentence.given()[word];
      double sum = 0;
      for (int tag = 0; tag < sentence.tags(); tag++) {
        sum += relative(sentence, word, tag, learnt);
      }
      return sum == 0 ? 0 : relative(sentence, word, given, learnt) / sum;
    }

    private static double relative(
        UnseenSentence sentence, int word, int tag, ConfidentLearning learnt) {
      double threshold = learnt.threshold(tag);
      return threshold > 0 ? sentence.probability(word, tag) / threshold : 0;
    }
  };

  abstract double of(UnseenSentence sentence, int word, ConfidentLearning learnt);
}
