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
 * What one training step costs, stage by stage: 32 sentences of 64 sub-words, one thread, fp32 and
 * bf16 products in turn.
 *
 * <pre>mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.model.TrainingStepBench</pre>
 */
public final class TrainingStepBench {

  private static final int BATCH = 32;
  private static final int WORDS = 62;
  private static final int WARM_UP = 3;
  private static final int STEPS = 20;

  private TrainingStepBench() {}

  public static void main(String[] arguments) throws Exception {
    Torch.threads(1);
    var pretrained = Encoder.pretrained();
    try (TrainableClassifier fp32 = Encoder.trainable(pretrained, Precision.FP32);
        TrainableClassifier bf16 = Encoder.trainable(pretrained, Precision.BF16)) {
      List<LabelledWindow> batch = batch(fp32);
      Stages single = new Stages();
      Stages half = new Stages();
      for (int step = -WARM_UP; step < STEPS; step++) {
        single.step(fp32, batch, step);
        half.step(bf16, batch, step);
      }
      System.out.printf(
          "%d sentences x %d sub-words, %d steps, CPU-seconds a step%n",
          BATCH, batch.get(0).window().length(), STEPS);
      System.out.printf(
          "%-6s %9s %9s %9s %9s%n", "", "forward", "backward", "update", "whole");
      single.print("fp32");
      half.print("bf16");
    }
  }

  private static final class Stages {
    private double forward;
    private double backward;
    private double update;

    void step(TrainableClassifier classifier, List<LabelledWindow> batch, int step) {
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
        }
      }
    }

    void print(String name) {
      System.out.printf(
          "%-6s %9.3f %9.3f %9.3f %9.3f%n",
          name,
          forward / STEPS,
          backward / STEPS,
          update / STEPS,
          (forward + backward + update) / STEPS);
    }
  }

  private static List<LabelledWindow> batch(TrainableClassifier classifier) {
    Random random = new Random(1);
    List<LabelledWindow> batch = new ArrayList<>();
    for (int sentence = 0; sentence < BATCH; sentence++) {
      List<String> words = new ArrayList<>();
      int[] labels = new int[WORDS];
      for (int word = 0; word < WORDS; word++) {
        boolean name = random.nextInt(5) == 0;
        words.add(name ? "paris" : "the");
        labels[word] = name ? 1 : 0;
      }
      batch.addAll(classifier.windows(words, labels, WORDS + 2, 8));
    }
    return batch;
  }
}
