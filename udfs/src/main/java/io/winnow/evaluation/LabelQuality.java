package io.winnow.evaluation;

import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import java.util.stream.IntStream;

/**
 * How good the tag that a word was given looks to a model that did not train on it. In 0 to 1;
 * lower is worse. For a sentence, the worst of its words counts, which Wang and Mueller 2022 (arXiv
 * 2210.03920) found better than any mean.
 */
public enum LabelQuality {
  /**
   * The probability of the given tag by what annotators said of the word and what the model says,
   * which has not seen that (the idea of CROWDLAB, Goh et al. 2022, arXiv 2210.06812): the tag's
   * probability from adjudication, times how much more probable than usual the model finds it.
   * Models are surer than they are right, so that this counts as its square root. What adjudication
   * is certain of is a tenth as open to doubt as confident learning finds such labels wrong. Where
   * posteriors are not known, it is {@link #SELF_CONFIDENCE}.
   */
  COMBINED {
    @Override
    double of(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      return probability(sentence, word, sentence.given()[word], learnt);
    }

    @Override
    int better(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      if (!sentence.hasPosteriors()) {
        return super.better(sentence, word, learnt);
      }
      double[] shares = combined(sentence, word, learnt);
      int best = sentence.given()[word];
      for (int tag = 0; tag < shares.length; tag++) {
        best = shares[tag] > shares[best] ? tag : best;
      }
      return best;
    }

    @Override
    public double probability(
        UnseenSentence sentence, int word, int tag, ConfidentLearning learnt) {
      return sentence.hasPosteriors()
          ? combined(sentence, word, learnt)[tag]
          : sentence.probability(word, tag);
    }

    private double[] combined(UnseenSentence sentence, int word, ConfidentLearning learnt) {
      double[] wrong = learnt.trueShares(sentence.given()[word]);
      double[] shares = new double[sentence.tags()];
      double sum = 0;
      for (int tag = 0; tag < shares.length; tag++) {
        double believed = (1 - DOUBT) * sentence.posterior(word, tag) + DOUBT * wrong[tag];
        double more = sentence.probability(word, tag) / learnt.frequency(tag);
        shares[tag] = (believed + LEAST) * Math.sqrt(more);
        sum += shares[tag];
      }
      for (int tag = 0; tag < shares.length; tag++) {
        shares[tag] /= sum;
      }
      return shares;
    }
  },

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

  private static final double DOUBT = 0.1;

  /** Of any tag, so that none is impossible. */
  private static final double LEAST = 1e-6;

  abstract double of(UnseenSentence sentence, int word, ConfidentLearning learnt);

  /** The tag that rather is the right one; the given one where none is. */
  int better(UnseenSentence sentence, int word, ConfidentLearning learnt) {
    return learnt.confident(sentence, word).orElse(sentence.given()[word]);
  }

  /** How probable a tag is, in 0 to 1. */
  public double probability(UnseenSentence sentence, int word, int tag, ConfidentLearning learnt) {
    return sentence.probability(word, tag);
  }
}
