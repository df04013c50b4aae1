package io.winnow.jobs.train;

import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.evaluation.SpanF1;
import io.winnow.jobs.Console;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.model.BatchLayout;
import io.winnow.model.Prediction;
import io.winnow.model.TrainableClassifier;
import io.winnow.model.Window;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.workspace.Publication;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;

/**
 * The training loop: steps, and where there is a development split, its F1 every so often; the best
 * weights are kept, and training stops when F1 has not improved for some time.
 *
 * @param seed of the order of batches
 */
public record FineTune(
    TrainableClassifier classifier,
    LabelScheme scheme,
    TrainSettings settings,
    long seed,
    Console console) {

  private static final int OVERLAP_TOKENS = 16;

  /**
   * A model has learned nothing if its loss is not below this share of an input-blind model's loss.
   */
  private static final double FALLEN_SHARE = 0.9;

  /** Sentences that are read to see whether anything is found in them. */
  private static final int LOOKED_AT = 200;

  /** Whether a training learned anything. */
  public enum Learning {
    LEARNT("it learned"),
    LOSS_NOT_FALLEN("the loss is hardly below that of always predicting each tag's frequency"),
    NO_ENTITIES("the model finds no entity even in its training data"),
    DIVERGED("loss or gradients are no longer finite");

    private final String clause;

    Learning(String clause) {
      this.clause = clause;
    }

    /** What is so, as a clause. */
    public String clause() {
      return clause;
    }
  }

  /**
   * @param steps taken
   * @param loss mean over the last steps, in nats a word
   * @param devF1 of the weights kept; NaN without a development split
   * @param learning whether it came to anything
   */
  public record Result(int steps, double loss, double devF1, Learning learning)
      implements Serializable {

    static final Result DIVERGED = new Result(0, Double.NaN, Double.NaN, Learning.DIVERGED);

    /** What a run publishes with a model of this that began with another. */
    Publication publication(Path model, ModelOnShelf from, TrainSettings settings) {
      Publication made =
          new Publication()
              .output(ModelOnShelf.OUTPUT, model)
              .count("steps", steps)
              .model(from.id(), from.sha256())
              .precision(settings.compute().settledPrecision().name())
              .number("loss", loss)
              .number("steps", steps);
      return Double.isNaN(devF1) ? made : made.number("dev_f1", devF1);
    }

    /** Ordered by whether it learned anything, then by F1 if known, then by loss. */
    boolean isBetterThan(Result other) {
      boolean learnt = learning == Learning.LEARNT;
      if (learnt != (other.learning == Learning.LEARNT)) {
        return learnt;
      }
      int byF1 = Double.compare(devF1, other.devF1);
      return byF1 != 0 ? byF1 > 0 : loss < other.loss;
    }
  }

  /** Trains to the end; the last weights stay in the classifier. */
  public Result run(List<Example> train) {
    return run(train, List.of(), Course.begin(), () -> {}, () -> {});
  }

  /**
   * @param train at least one
   * @param dev may be empty: then training goes on to the end, and the last weights are kept
   * @param course where it goes on from; the classifier's weights are those of that moment
   * @param keeper keeps the classifier's weights as they are now; called at each best one
   * @param checkpoint saves classifier and course as they are now, to go on from after a crash
   */
  Result run(
      List<Example> train, List<Example> dev, Course course, Runnable keeper, Runnable checkpoint) {
    List<Window.Labelled> windows = windows(train);
    if (windows.isEmpty()) {
      throw new JobFailedException(
          "None of the %d sentences to train on has a word of which the model's tokenizer leaves anything; label others"
              .formatted(train.size()));
    }
    GroupedBatches batches = new GroupedBatches(windows, settings.optimization().batchSize(), seed);
    Schedule schedule = Schedule.of(batches.batchesAnEpoch(), settings);
    // Those that a run before took.
    IntStream.range(0, course.steps()).forEach(step -> batches.next());
    try (Console.Progress progress = console.progress("Train", schedule.steps(), "steps")) {
      while (goesOn(course, schedule)) {
        course.add(classifier.step(batches.next(), schedule.rate(course.steps())));
        if (!dev.isEmpty() && isMeasured(course, schedule) && course.isBest(f1(dev))) {
          keeper.run();
        }
        if (goesOn(course, schedule) && settings.steps().isCheckpoint(course.steps())) {
          checkpoint.run();
        }
        progress.at(course.steps(), course.toString());
      }
    }
    if (dev.isEmpty()) {
      keeper.run();
    }
    return new Result(
        course.steps(), course.recentLoss(), course.bestF1(), learning(course, windows, train));
  }

  private boolean goesOn(Course course, Schedule schedule) {
    return course.steps() < schedule.steps()
        && course.checksSinceBest() < settings.earlyStopping().patience();
  }

  private boolean isMeasured(Course course, Schedule schedule) {
    return course.steps() % settings.earlyStopping().evalEverySteps() == 0
        || course.steps() == schedule.steps();
  }

  /**
   * By what was trained on: a model that learnt little elsewhere may just have too little of it.
   */
  private Learning learning(Course course, List<Window.Labelled> windows, List<Example> train) {
    double blind = blindLoss(windows, scheme.tagCount());
    List<Example> some =
        train.stream().filter(it -> !it.spans().isEmpty()).limit(LOOKED_AT).toList();
    if (blind == 0 || some.isEmpty()) {
      return Learning.LEARNT;
    }
    if (course.lastLoss() > FALLEN_SHARE * blind) {
      return Learning.LOSS_NOT_FALLEN;
    }
    return predicted(some).stream().allMatch(List::isEmpty)
        ? Learning.NO_ENTITIES
        : Learning.LEARNT;
  }

  /**
   * The loss of a model that looks at no word and gives each tag the share of the words that it is
   * right for: their entropy, which no such model can go below.
   *
   * @return nats a word; 0 if all words have the same tag
   */
  static double blindLoss(List<Window.Labelled> windows, int tags) {
    double[] sums = new double[tags];
    double words = 0;
    for (Window.Labelled window : windows) {
      float[] distributions = window.targets().distributions(tags);
      for (int i = 0; i < distributions.length; i++) {
        sums[i % tags] += distributions[i];
      }
      words += window.targets().words();
    }
    double entropy = 0;
    for (double sum : sums) {
      double share = sum / Math.max(1, words);
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return entropy;
  }

  private List<Window.Labelled> windows(List<Example> examples) {
    return examples.stream()
        .flatMap(
            example ->
                classifier
                    .windows(
                        example.words(),
                        example.targets(scheme, settings.labelWeights()),
                        settings.compute().maxTokens(),
                        OVERLAP_TOKENS)
                    .stream())
        .toList();
  }

  /**
   * Reads sentences with the weights as they are now.
   *
   * @return as {@link TrainableClassifier#predict}
   */
  public List<Prediction.Predicted> read(List<Example> sentences) {
    BatchLayout layout =
        new BatchLayout(
            BatchLayout.DEFAULT.batchTokens(),
            settings.earlyStopping().evalBatchSize(),
            OVERLAP_TOKENS);
    return classifier.predict(sentences.stream().map(Example::words).toList(), layout);
  }

  /** Exact-span F1 of the weights as they are now, in 0 to 1. */
  public double f1(List<Example> dev) {
    return SpanF1.of(dev.stream().map(Example::spans).toList(), predicted(dev)).f1();
  }

  /** What the weights as they are now find. */
  private List<List<EntitySpan>> predicted(List<Example> sentences) {
    IobDecoder decoder = new IobDecoder(scheme);
    return read(sentences).stream()
        .map(
            read ->
                read.distributions().stream()
                    .flatMap(sentence -> decoder.spans(sentence).stream())
                    .map(ConfidentSpan::span)
                    .toList())
        .toList();
  }
}
