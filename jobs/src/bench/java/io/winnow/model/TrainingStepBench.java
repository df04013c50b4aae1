package io.winnow.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import io.winnow.bench.Encoder;
import io.winnow.bench.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one training step costs, stage by stage: 32 sentences, fp32 and bf16 products in turn.
 *
 * <pre>mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.model.TrainingStepBench -Dbench.args="53 2"</pre>
 */
public final class TrainingStepBench {

  private static final int BATCH = 32;
  private static final int SPECIALS = 2;
  private static final int WARM_UP = 3;
  private static final int STEPS = 20;

  private TrainingStepBench() {}

  /**
   * @param arguments sub-words of each sentence, 64 unless given; threads, 1 unless given
   */
  public static void main(String[] arguments) throws Exception {
    int subwords = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    Torch.threads(threads);
    var pretrained = Encoder.pretrained();
    try (TrainableClassifier fp32 = Encoder.trainable(pretrained, Precision.FP32);
        TrainableClassifier bf16 = Encoder.trainable(pretrained, Precision.BF16)) {
      List<Window.Labelled> batch = batch(fp32, subwords);
      Stages single = new Stages();
      Stages half = new Stages();
      for (int step = -WARM_UP; step < STEPS; step++) {
        single.step(fp32, batch, step);
        half.step(bf16, batch, step);
      }
      System.out.printf(
          "%d sentences x %d sub-words, %d steps, %d threads, CPU-seconds a step%n",
          BATCH, batch.get(0).window().length(), STEPS, threads);
      System.out.printf(
          "%-6s %9s %9s %9s %9s %9s%n", "", "forward", "backward", "update", "whole", "wall");
      single.print("fp32");
      half.print("bf16");
    }
  }

  private static final class Stages {
    private double forward;
    private double backward;
    private double update;
    private double wall;

    void step(TrainableClassifier classifier, List<Window.Labelled> batch, int step) {
      JniUtils.enableTrainingMode(classifier.block());
      try (NDManager scratch = classifier.scratch()) {
        Usage begun = Usage.now();
        Usage forwarded;
        Usage gone;
        try (GradientCollector gradients = scratch.getEngine().newGradientCollector()) {
          NDArray loss = classifier.loss(scratch, batch);
          forwarded = Usage.now();
          gradients.backward(loss);
          gone = Usage.now();
        }
        classifier.update(scratch, 1e-4);
        Usage done = Usage.now();
        if (step >= 0) {
          forward += forwarded.since(begun).cpuSeconds();
          backward += gone.since(forwarded).cpuSeconds();
          update += done.since(gone).cpuSeconds();
          wall += done.since(begun).wallSeconds();
        }
      }
    }

    void print(String name) {
      System.out.printf(
          "%-6s %9.3f %9.3f %9.3f %9.3f %9.3f%n",
          name,
          forward / STEPS,
          backward / STEPS,
          update / STEPS,
          (forward + backward + update) / STEPS,
          wall / STEPS);
    }
  }

  private static List<Window.Labelled> batch(TrainableClassifier classifier, int subwords) {
    int count = subwords - SPECIALS;
    Random random = new Random(1);
    List<Window.Labelled> batch = new ArrayList<>();
    for (int sentence = 0; sentence < BATCH; sentence++) {
      List<String> words = new ArrayList<>();
      int[] labels = new int[count];
      for (int word = 0; word < count; word++) {
        boolean name = random.nextInt(5) == 0;
        words.add(name ? "paris" : "the");
        labels[word] = name ? 1 : 0;
      }
      batch.addAll(classifier.windows(words, labels, subwords, 8));
    }
    return batch;
  }
}
