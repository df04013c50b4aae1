package io.winnow.bench;

import ai.djl.Device;
import io.winnow.config.ConfigReader;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.FineTune;
import io.winnow.jobs.train.FineTune.Learning;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.model.TrainableClassifier;
import io.winnow.sample.LabelledSentence;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What settings of training are worth: test F1 of the same sentences trained on with one setting
 * and another, seed by seed, and the difference to the first with its standard error. A variant is
 * settings with commas between, such as {@code precision=fp32,layer-decay=0.9}; {@code
 * encoder=bge-small} among them trains that encoder in place of the bundled one.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.TrainingVariantsBench \
 *     -Dbench.args="../../shared/data/btc/train.conll ../../shared/data/btc/test.conll 800 3 precision=fp32 precision=bf16"
 * </pre>
 */
public final class TrainingVariantsBench {

  private static final String ENCODER = "encoder=";

  private TrainingVariantsBench() {}

  /**
   * @param arguments CoNLL files to train on and to test on; sentences to train on, drawn anew for
   *     each seed, or {@code all}; how many seeds; variants
   */
  public static void main(String[] arguments) throws Exception {
    Path train = Path.of(arguments[0]);
    Path test = Path.of(arguments[1]);
    for (Path file : List.of(train, test)) {
      if (!Files.exists(file)) {
        System.out.println("Nothing to measure on: there is no " + file);
        return;
      }
    }
    List<LabelledSentence> gold = new ArrayList<>(Gold.read(train));
    LabelScheme scheme = Gold.scheme(gold);
    List<Example> held = examples(Gold.read(test));
    List<Variant> variants =
        List.of(arguments).subList(4, arguments.length).stream().map(Variant::of).toList();
    int count = arguments[2].equals("all") ? gold.size() : Integer.parseInt(arguments[2]);
    for (int seed = 1; seed <= Integer.parseInt(arguments[3]); seed++) {
      Collections.shuffle(gold, new Random(seed));
      List<Example> some = examples(gold.subList(0, count));
      for (Variant variant : variants) {
        variant.train(scheme, some, held, seed);
      }
    }
    System.out.printf(
        "%-40s %8s %8s %16s %10s%n", "", "mean F1", "loss", "against first", "CPU-s each");
    variants.forEach(variant -> variant.print(variants.get(0)));
  }

  private static List<Example> examples(List<LabelledSentence> gold) {
    List<Example> examples = new ArrayList<>();
    for (LabelledSentence labelled : gold) {
      String id = String.format(Locale.ROOT, "%06d", examples.size());
      examples.add(Example.certain(id, labelled.sentence().wordTexts(), labelled.spans()));
    }
    return examples;
  }

  /** One way to train, and what came of it at each seed. */
  private record Variant(
      String name,
      Path encoder,
      TrainSettings settings,
      List<Double> f1,
      List<Double> losses,
      List<Double> seconds) {

    static Variant of(String text) {
      List<String> sets = new ArrayList<>();
      Encoder.Small encoder = Encoder.Small.MINILM;
      for (String setting : text.split(",")) {
        if (setting.startsWith(ENCODER)) {
          encoder = Encoder.Small.named(setting.substring(ENCODER.length()));
        } else {
          sets.add("train." + setting);
        }
      }
      return new Variant(
          text,
          encoder.folder(),
          ConfigReader.read(List.of(), sets).jobs().train(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    void train(LabelScheme scheme, List<Example> train, List<Example> held, int seed)
        throws IOException {
      settings.compute().useThreads();
      try (TrainableClassifier classifier =
          TrainableClassifier.of(encoder, scheme, settings.tuning(seed), Device.cpu())) {
        FineTune tuning = new FineTune(classifier, scheme, settings, seed, new Plain());
        Usage begun = Usage.now();
        FineTune.Result result = tuning.run(train);
        seconds.add(Usage.now().since(begun).cpuSeconds());
        losses.add(result.loss());
        f1.add(tuning.f1(held));
        System.out.printf(
            "seed %d %-40s F1 %.4f  loss %.4f  %d steps  %.0f CPU-s%s%n",
            seed,
            name,
            f1.get(f1.size() - 1),
            result.loss(),
            result.steps(),
            seconds.get(seconds.size() - 1),
            result.learning() == Learning.LEARNT ? "" : "  " + result.learning().clause());
      }
    }

    void print(Variant first) {
      List<Double> differences = new ArrayList<>();
      for (int i = 0; i < f1.size(); i++) {
        differences.add(f1.get(i) - first.f1.get(i));
      }
      System.out.printf(
          "%-40s %8.4f %8.4f %+8.4f ±%.4f %10.1f%n",
          name, mean(f1), mean(losses), mean(differences), error(differences), mean(seconds));
    }

    private static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The standard error of the mean. */
    private static double error(List<Double> values) {
      double mean = mean(values);
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      return Math.sqrt(squares / Math.max(1, values.size() - 1) / values.size());
    }
  }
}
