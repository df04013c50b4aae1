package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.Arrays;
import java.util.List;

/** Variational inference for {@link BayesianSequence}. */
final class SequenceFit implements Adjudication {

  /**
   * So much less likely is a tag that no annotator gave a word. Else a tag can drift from entities
   * that all missed to a class of words that nobody marked.
   */
  private static final double UNSAID = 0.1;

  /**
   * With up to so many answers a sentence, a word's form is full evidence; with more, so much less.
   * Who errs at a form errs at it again, so that a form confirms one person's habit; several people
   * need its help less.
   */
  private static final double ANSWERS = 2;

  /** Pseudo-count of each transition that IOB2 allows. */
  private static final double PRIOR = 1;

  private final Judgements judgements;
  private final int tags;
  private final WordPatterns patterns;
  private final AnnotatorBeliefs annotators;
  private final WordBeliefs words;

  /** {@code [tag before x tag]}: minus infinity where IOB2 forbids. */
  private final double[] logTransitions;

  private final double[] transitions;
  private double[] transitionCounts;

  SequenceFit(Judgements judgements, AnnotatorModel model) {
    this.judgements = judgements;
    this.tags = judgements.scheme().tagCount();
    this.patterns = new WordPatterns(judgements, model);
    this.annotators = new AnnotatorBeliefs(judgements, model);
    this.words = new WordBeliefs(judgements);
    this.logTransitions = TagPath.allowed(tags);
    this.transitions = Arrays.stream(logTransitions).map(Math::exp).toArray();
    this.transitionCounts = new double[tags * tags];
  }

  /**
   * @param converged stops when the sum of all changes, divided by the number of judgements, is
   *     less
   */
  void run(int iterations, double converged) {
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      vote(sentence);
    }
    learn();
    ForwardBackward sums = new ForwardBackward(tags);
    for (int i = 0; i < iterations; i++) {
      for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
        sums.run(evidence(sentence), transitions, judgements.wordCount(sentence));
        sums.countTransitions(transitionCounts);
        count(sentence, sums.posteriors());
      }
      if (learn() < converged * judgements.size()) {
        return;
      }
    }
  }

  @Override
  public AdjudicatedLabel label(int sentence) {
    double[] evidence = evidence(sentence);
    int[] path = TagPath.bestSaid(judgements, sentence, evidence, logTransitions);
    double exponent = 1 / Temperature.ofSequence(judgements.answers(sentence));
    ForwardBackward sums = new ForwardBackward(tags);
    sums.run(power(evidence, exponent), power(transitions, exponent), path.length);
    List<ConfidentSpan> spans = LikelySpans.of(judgements, sentence, path, sums);
    List<EntitySpan> bare = spans.stream().map(ConfidentSpan::span).toList();
    double confidence = sums.path(judgements.scheme().tagIds(path.length, bare));
    return TagPath.label(judgements, sentence, spans, confidence, sums.posteriors());
  }

  private static double[] power(double[] shares, double exponent) {
    return Arrays.stream(shares).map(share -> Math.pow(share, exponent)).toArray();
  }

  @Override
  public double[][] confusion(int annotator) {
    return annotators.confusion(annotator);
  }

  /** {@code [tag before x tag]}, see {@link ForwardBackward#run}. */
  double[] transitions() {
    return transitions;
  }

  /** {@code [words x tags]}, see {@link ForwardBackward#run}. */
  double[] evidence(int sentence) {
    int from = patterns.firstPattern(sentence);
    double[] said = new double[(patterns.firstPattern(sentence + 1) - from) * tags];
    for (int at = 0; at < said.length; at += tags) {
      answers(sentence, patterns.example(from + at / tags), said, at);
    }
    int first = judgements.firstWord(sentence);
    double[] evidence = new double[judgements.wordCount(sentence) * tags];
    double weight = Math.min(1, ANSWERS / judgements.answers(sentence));
    for (int word = 0; word * tags < evidence.length; word++) {
      int at = word * tags;
      System.arraycopy(said, (patterns.pattern(first + word) - from) * tags, evidence, at, tags);
      words.weigh(first + word, weight, evidence, at);
      double most = 0;
      for (int tag = 0; tag < tags; tag++) {
        most = Math.max(most, evidence[at + tag]);
      }
      for (int tag = 0; tag < tags; tag++) {
        evidence[at + tag] = Math.max(ForwardBackward.LEAST, evidence[at + tag] / most);
      }
    }
    return evidence;
  }

  /** How likely the answers to a word are, given each tag, up to a constant. */
  private void answers(int sentence, int word, double[] likely, int at) {
    annotators.addLogs(sentence, word, likely, at);
    double most = likely[at];
    for (int tag = 1; tag < tags; tag++) {
      most = Math.max(most, likely[at + tag]);
    }
    for (int tag = 0; tag < tags; tag++) {
      double share = Math.max(ForwardBackward.LEAST, Math.exp(likely[at + tag] - most));
      likely[at + tag] = judgements.isSaid(sentence, word, tag) ? share : share * UNSAID;
    }
  }

  /** Starts with the annotators' averages, for words and for transitions. */
  private void vote(int sentence) {
    int from = judgements.firstAnnotation(sentence);
    int to = judgements.firstAnnotation(sentence + 1);
    double share = 1.0 / (to - from);
    int count = judgements.wordCount(sentence);
    double[] shares = new double[count * tags];
    for (int annotation = from; annotation < to; annotation++) {
      int before = 0;
      for (int word = 0; word < count; word++) {
        int tag = judgements.tag(annotation, word);
        shares[word * tags + tag] += share;
        transitionCounts[before * tags + tag] += share;
        before = tag;
      }
    }
    count(sentence, shares);
  }

  /**
   * @param posteriors {@code [words x tags]}
   */
  private void count(int sentence, double[] posteriors) {
    int first = judgements.firstWord(sentence);
    int from = patterns.firstPattern(sentence);
    double[] shares = new double[(patterns.firstPattern(sentence + 1) - from) * tags];
    for (int word = 0; word < judgements.wordCount(sentence); word++) {
      int to = (patterns.pattern(first + word) - from) * tags;
      for (int tag = 0; tag < tags; tag++) {
        shares[to + tag] += posteriors[word * tags + tag];
      }
      words.count(first + word, posteriors, word * tags);
    }
    for (int at = 0; at < shares.length; at += tags) {
      annotators.count(sentence, patterns.example(from + at / tags), shares, at);
    }
  }

  private double learn() {
    learnTransitions();
    words.learn();
    return annotators.learn();
  }

  /** Expected logarithms of a Dirichlet distribution per tag before. */
  private void learnTransitions() {
    for (int from = 0; from < tags; from++) {
      double sum = 0;
      for (int to = 0; to < tags; to++) {
        sum += LabelScheme.mayFollow(from, to) ? transitionCounts[from * tags + to] + PRIOR : 0;
      }
      double all = Logs.digamma(sum);
      for (int to = 0; to < tags; to++) {
        int at = from * tags + to;
        if (LabelScheme.mayFollow(from, to)) {
          logTransitions[at] = Logs.digamma(transitionCounts[at] + PRIOR) - all;
          transitions[at] = Math.exp(logTransitions[at]);
        }
      }
    }
    transitionCounts = new double[tags * tags];
  }
}
