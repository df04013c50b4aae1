package io.winnow.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds labels that are likely wrong: confident learning (Northcutt, Jiang and Chuang, JAIR 2021,
 * arXiv 1911.00068), word by word as Wang and Mueller 2022 (arXiv 2210.03920).
 *
 * <p>A tag's <em>threshold</em> is its mean probability over the words that were given it: how
 * certain the model usually is of it. Of the tags that reach their thresholds at a word the most
 * probable one is what the model is <em>confident</em> of. The <em>confident joint</em> counts
 * words by the given and the confident tag; what lies off its diagonal is likely wrong.
 *
 * <p>The model must not have trained on these sentences, or it repeats what it has learned.
 */
public final class ConfidentLearning {

  private final List<UnseenSentence> sentences;
  private final double[] thresholds;
  private final long[] given;
  private final long[][] joint;
  private final double[][] rows;
  private final double[] frequencies;

  private ConfidentLearning(List<UnseenSentence> sentences, int tags) {
    this.sentences = List.copyOf(sentences);
    this.thresholds = new double[tags];
    this.given = new long[tags];
    this.joint = new long[tags][tags];
    for (UnseenSentence sentence : sentences) {
      for (int word = 0; word < sentence.words(); word++) {
        int tag = sentence.given()[word];
        given[tag]++;
        thresholds[tag] += sentence.probability(word, tag);
      }
    }
    Arrays.setAll(thresholds, tag -> thresholds[tag] / given[tag]);
    for (UnseenSentence sentence : sentences) {
      for (int word = 0; word < sentence.words(); word++) {
        int tag = sentence.given()[word];
        confident(sentence, word).ifPresent(confident -> joint[tag][confident]++);
      }
    }
    this.rows = rows();
    this.frequencies = frequencies();
  }

  /**
   * @param tags of the label scheme
   * @throws IllegalArgumentException if a sentence has another number of tags, or is given one that
   *     there is not
   */
  public static ConfidentLearning of(List<UnseenSentence> sentences, int tags) {
    for (int i = 0; i < sentences.size(); i++) {
      check(i, sentences.get(i), tags);
    }
    return new ConfidentLearning(sentences, tags);
  }

  private static void check(int place, UnseenSentence sentence, int tags) {
    if (sentence.words() > 0 && sentence.tags() != tags) {
      throw new IllegalArgumentException(
          "Sentence %d has %d probabilities a word, but there are %d tags"
              .formatted(place, sentence.tags(), tags));
    }
    for (int tag : sentence.given()) {
      if (tag < 0 || tag >= tags) {
        throw new IllegalArgumentException(
            "Sentence %d has a word with tag %d; tags are from 0 to %d"
                .formatted(place, tag, tags - 1));
      }
    }
  }

  /** The tag that the model is confident of, if it is of one. */
  OptionalInt confident(UnseenSentence sentence, int word) {
    // A threshold that is not a number, of a tag given to no word, is never reached.
    return IntStream.range(0, thresholds.length)
        .filter(tag -> sentence.probability(word, tag) >= thresholds[tag])
        .reduce(
            (best, tag) ->
                sentence.probability(word, tag) > sentence.probability(word, best) ? tag : best);
  }

  /** In 0 to 1; NaN for a tag that no word was given. */
  public double threshold(int tag) {
    return thresholds[tag];
  }

  /**
   * {@code [given tag][confident tag]}: words; those without a confident tag are not counted. Not a
   * copy.
   */
  public long[][] confidentJoint() {
    return joint;
  }

  /**
   * The estimated share of words by the given and the true tag: the rows of the confident joint
   * scaled to the tags' counts. A tag without a confident word is taken to be right.
   */
  public double[][] joint() {
    double words = Arrays.stream(given).sum();
    double[][] shares = new double[joint.length][joint.length];
    for (int tag = 0; tag < joint.length; tag++) {
      for (int other = 0; other < joint.length; other++) {
        shares[tag][other] = words == 0 ? 0 : rows[tag][other] * given[tag] / words;
      }
    }
    return shares;
  }

  /** Of the words with a given tag, the estimated shares by their true tags; not a copy. */
  double[] trueShares(int tag) {
    return rows[tag];
  }

  /** How often a tag is given, in 0 to 1, never 0. */
  double frequency(int tag) {
    return frequencies[tag];
  }

  private double[] frequencies() {
    double words = Arrays.stream(given).sum() + given.length;
    return Arrays.stream(given).mapToDouble(count -> (count + 1) / words).toArray();
  }

  private double[][] rows() {
    double[][] shares = new double[joint.length][joint.length];
    for (int tag = 0; tag < joint.length; tag++) {
      long counted = Arrays.stream(joint[tag]).sum();
      for (int other = 0; other < joint.length; other++) {
        shares[tag][other] =
            counted > 0 ? (double) joint[tag][other] / counted : tag == other ? 1 : 0;
      }
    }
    return shares;
  }

  /** The estimated share of words with a wrong tag, in 0 to 1. */
  public double errorShare() {
    double[][] shares = joint();
    return IntStream.range(0, shares.length)
        .mapToDouble(tag -> Arrays.stream(shares[tag]).sum() - shares[tag][tag])
        .sum();
  }

  /** Every word, in order of the sentences. */
  public Stream<JudgedWord> words(LabelQuality quality) {
    return bySentence(quality).flatMap(words -> words);
  }

  /** The words that are likely wrong, the worst first. */
  public List<JudgedWord> doubtedWords(LabelQuality quality) {
    return words(quality).filter(JudgedWord::isDoubted).sorted().toList();
  }

  /** The worst word of each sentence that has words, the worst first: sentences in that order. */
  public List<JudgedWord> worstWords(LabelQuality quality) {
    return bySentence(quality)
        .flatMap(words -> words.min(Comparator.naturalOrder()).stream())
        .sorted()
        .toList();
  }

  private Stream<Stream<JudgedWord>> bySentence(LabelQuality quality) {
    return IntStream.range(0, sentences.size()).mapToObj(place -> words(place, quality));
  }

  private Stream<JudgedWord> words(int place, LabelQuality quality) {
    UnseenSentence sentence = sentences.get(place);
    return IntStream.range(0, sentence.words())
        .mapToObj(
            word -> {
              int tag = sentence.given()[word];
              return new JudgedWord(
                  place,
                  word,
                  tag,
                  quality.better(sentence, word, this),
                  quality.of(sentence, word, this));
            });
  }

  /**
   * A labelled sentence, and what a model that did not train on it makes of its words.
   *
   * @param given a tag id a word
   * @param logProbabilities [words, tags], natural log, rows sum to 1 in probability
   * @param posteriors [words, tags], how probable each tag is by what annotators said; empty where
   *     that is not known
   */
  public record UnseenSentence(int[] given, float[] logProbabilities, float[] posteriors) {

    public UnseenSentence {
      int words = given.length;
      int values = logProbabilities.length;
      if (words == 0 ? values > 0 : values == 0 || values % words != 0) {
        throw new IllegalArgumentException(
            "A sentence of %d labelled words has %d log-probabilities; it needs as many for each word"
                .formatted(words, values));
      }
      if (posteriors.length > 0 && posteriors.length != values) {
        throw new IllegalArgumentException(
            "A sentence has %d log-probabilities, but %d posteriors"
                .formatted(values, posteriors.length));
      }
    }

    /** One of whose given tags nothing else is known. */
    public UnseenSentence(int[] given, float[] logProbabilities) {
      this(given, logProbabilities, new float[0]);
    }

    public int words() {
      return given.length;
    }

    /** How many there are for each word; 0 without words. */
    public int tags() {
      return given.length == 0 ? 0 : logProbabilities.length / given.length;
    }

    /** The probability of a tag by what annotators said, in 0 to 1. */
    double posterior(int word, int tag) {
      return posteriors[word * tags() + tag];
    }

    boolean hasPosteriors() {
      return posteriors.length > 0;
    }

    /** The probability of a tag by the model, in 0 to 1. */
    public double probability(int word, int tag) {
      return Math.min(1, Math.exp(logProbabilities[word * tags() + tag]));
    }
  }

  /**
   * What is said of the tag that a word was given. The worst comes first, the doubted before
   * others.
   *
   * @param sentence its place
   * @param word its place in the sentence
   * @param confident the tag that rather is right by the quality that was asked for, most often the
   *     one that the model is confident of; the given one where there is none
   */
  public record JudgedWord(int sentence, int word, int given, int confident, double quality)
      implements Comparable<JudgedWord> {

    private static final Comparator<JudgedWord> WORST_FIRST =
        Comparator.<JudgedWord>comparingInt(judged -> judged.isDoubted() ? 0 : 1)
            .thenComparingDouble(JudgedWord::quality)
            .thenComparingInt(JudgedWord::sentence)
            .thenComparingInt(JudgedWord::word);

    /** The same at another place in the sentence. */
    public JudgedWord at(int place) {
      return new JudgedWord(sentence, place, given, confident, quality);
    }

    /** Whether another tag rather is right. */
    public boolean isDoubted() {
      return given != confident;
    }

    @Override
    public int compareTo(JudgedWord other) {
      return WORST_FIRST.compare(this, other);
    }
  }
}
