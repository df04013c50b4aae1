package io.winnow.jobs.train;

import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Console;
import io.winnow.model.BatchLayout;
import io.winnow.model.LabelledWindow;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.WordTargets;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * The training loop: steps, and where there is a development split, its F1 every so often; the best
 * weights by it are the ones kept, and training stops when they have not improved for a while.
 */
public final class FineTune {

  private static final int OVERLAP_TOKENS = 16;

  private final TrainableClassifier classifier;
  private final LabelScheme scheme;
  private final TrainSettings settings;
  private final long seed;
  private final Console console;

  /**
   * @param seed of the order of batches
   */
  public FineTune(
      TrainableClassifier classifier,
      LabelScheme scheme,
      TrainSettings settings,
      long seed,
      Console console) {
    this.classifier = classifier;
    this.scheme = scheme;
    this.settings = settings;
    this.seed = seed;
    this.console = console;
  }

  /**
   * @param steps taken
   * @param loss mean over the last steps, in nats a word
   * @param devF1 of the weights kept; NaN without a development split
   */
  public record Result(int steps, double loss, double devF1) {}

  /** Keeps the classifier's weights as they are now; called at each best one. */
  public interface Keeper {

    /** For weights that are used where they are. */
    Keeper NONE = () -> {};

    void keep();
  }

  /**
   * @param train at least one
   * @param dev may be empty: then training goes on to the end, and the last weights are kept
   */
  public Result run(List<Example> train, List<Example> dev, Keeper keeper) {
    GroupedBatches batches = new GroupedBatches(windows(train), settings.batchSize(), seed);
    Schedule schedule = Schedule.of(batches.batchesAnEpoch(), settings);
    RunningMean loss = new RunningMean();
    double best = Double.NaN;
    int checksSinceBest = 0;
    int step = 0;
    try (Console.Progress progress = console.progress("Train", schedule.steps(), "steps")) {
      while (step < schedule.steps() && checksSinceBest < settings.patience()) {
        loss.add(classifier.step(batches.next(), schedule.rate(step)));
        step++;
        boolean due = step % settings.evalEverySteps() == 0 || step == schedule.steps();
        if (due && !dev.isEmpty()) {
          double f1 = f1(dev);
          checksSinceBest++;
          if (!(f1 <= best)) {
            best = f1;
            checksSinceBest = 0;
            keeper.keep();
          }
        }
        progress.at(step, note(loss, best));
      }
    }
    if (dev.isEmpty()) {
      keeper.keep();
    }
    return new Result(step, loss.value(), best);
  }

  private static String note(RunningMean loss, double best) {
    String note = "loss %.3f".formatted(loss.value());
    return Double.isNaN(best) ? note : note + ", best dev F1 %.3f".formatted(best);
  }

  private List<LabelledWindow> windows(List<Example> examples) {
    List<LabelledWindow> windows = new ArrayList<>();
    for (Example example : examples) {
      WordTargets targets = example.targets(scheme, settings.labelWeights());
      windows.addAll(
          classifier.windows(example.words(), targets, settings.maxTokens(), OVERLAP_TOKENS));
    }
    return windows;
  }

  /**
   * Reads sentences with the weights as they are now.
   *
   * @return as {@link TrainableClassifier#logProbabilities}
   */
  public List<float[]> read(List<Example> sentences) {
    BatchLayout layout =
        new BatchLayout(
            BatchLayout.DEFAULT.batchTokens(), settings.evalBatchSize(), OVERLAP_TOKENS);
    return classifier.logProbabilities(sentences.stream().map(Example::words).toList(), layout);
  }

  /** Exact-span F1 of the weights as they are now, in 0 to 1. */
  public double f1(List<Example> dev) {
    List<float[]> read = read(dev);
    IobDecoder decoder = new IobDecoder(scheme);
    List<List<EntitySpan>> gold = new ArrayList<>();
    List<List<EntitySpan>> predicted = new ArrayList<>();
    for (int i = 0; i < dev.size(); i++) {
      Example example = dev.get(i);
      gold.add(example.spans());
      WordDistributions sentence =
          new WordDistributions(read.get(i), example.words().size(), scheme.tagCount());
      predicted.add(decoder.spans(sentence).stream().map(ConfidentSpan::span).toList());
    }
    return SpanF1.of(gold, predicted).f1();
  }

  /** A mean in which what lies further back counts less. */
  private static final class RunningMean {
    private static final double KEPT = 0.95;
    private double sum;
    private double weight;

    void add(double value) {
      sum = sum * KEPT + value;
      weight = weight * KEPT + 1;
    }

    double value() {
      return weight == 0 ? 0 : sum / weight;
    }
  }
}
