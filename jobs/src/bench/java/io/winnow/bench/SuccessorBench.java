package io.winnow.bench;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.config.ConfigReader;
import io.winnow.decoding.IobDecoder;
import io.winnow.jobs.train.Example;
import io.winnow.jobs.train.FineTune;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.model.Prediction.Predicted;
import io.winnow.model.TrainableClassifier;
import io.winnow.sample.LabelledSentence;
import io.winnow.text.LabelScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What labels that one model chose are worth to another, and what the first one's pseudo-labels add
 * (PLASM: Tsvigun et al. 2022, arXiv 2205.03598). MiniLM, of six layers, chooses half of the words
 * by MNLP after a random half; the successor, bge-small of twelve (BAAI, MIT), is trained on as
 * many words at random, on the chosen ones, and on these with what MiniLM is sure of in the rest.
 *
 * <pre>
 * mvn -q -Pbench -DskipTests verify -Dbench=io.winnow.bench.SuccessorBench \
 *     -Dbench.args="../../shared/data/btc/train.conll ../../shared/data/btc/test.conll 10000 3 0.9"
 * </pre>
 */
public final class SuccessorBench {

  private static final List<String> COLUMNS =
      List.of("MiniLM, chosen", "random", "chosen", "chosen + pseudo");

  private final LabelScheme scheme;
  private final TrainSettings settings;
  private final List<Example> held;

  private SuccessorBench(LabelScheme scheme, TrainSettings settings, List<Example> held) {
    this.scheme = scheme;
    this.settings = settings;
    this.held = held;
  }

  /**
   * @param arguments CoNLL files to train on and to test on; words labelled; seeds; least
   *     confidence of a pseudo-label; further settings {@code key=value}
   */
  public static void main(String[] arguments) throws Exception {
    for (String file : List.of(arguments[0], arguments[1])) {
      if (!new File(file).exists()) {
        System.out.println("Nothing to measure on: there is no " + file);
        return;
      }
    }
    List<LabelledSentence> gold = Gold.read(Path.of(arguments[0]));
    List<String> sets = List.of(arguments).subList(5, arguments.length);
    SuccessorBench bench =
        new SuccessorBench(
            Gold.scheme(gold),
            ConfigReader.read(List.of(), sets).jobs().train(),
            examples(Gold.read(Path.of(arguments[1]))));
    Path encoder = Encoder.Small.MINILM.folder();
    Path successor = Encoder.Small.BGE_SMALL.folder();
    System.out.printf("%-6s", "seed");
    COLUMNS.forEach(column -> System.out.printf("%18s", column));
    System.out.printf("%18s%n", "pseudo sentences");
    for (int seed = 1; seed <= Integer.parseInt(arguments[3]); seed++) {
      List<Example> all = new ArrayList<>(examples(gold));
      Collections.shuffle(all, new Random(seed));
      bench.run(
          encoder,
          successor,
          all,
          Integer.parseInt(arguments[2]),
          Double.parseDouble(arguments[4]),
          seed);
    }
  }

  private void run(
      Path encoder, Path successor, List<Example> all, int words, double confidence, int seed)
      throws IOException {
    List<Example> random = first(all, words);
    List<Example> begun = first(all, words / 2);
    List<Example> rest = new ArrayList<>(all.subList(begun.size(), all.size()));
    rest.sort(Comparator.comparingDouble(mnlp(encoder, begun, rest, seed)::get));
    List<Example> more = first(rest, words - words(begun));
    List<Example> chosen = joined(begun, more);
    List<Example> pool = rest.subList(more.size(), rest.size());
    List<Example> pseudo = new ArrayList<>();
    double teacher;
    try (Model model = new Model(encoder, chosen, seed)) {
      teacher = model.tuning.f1(held);
      List<Predicted> read = model.tuning.read(pool);
      for (int i = 0; i < pool.size(); i++) {
        WordDistributions sentence = read.get(i).distributions().orElseThrow();
        if (Formulas.LOWEST_PROBABILITY.score(sentence) >= Math.log(confidence)) {
          pseudo.add(
              Example.certain(
                  pool.get(i).id(),
                  pool.get(i).words(),
                  new IobDecoder(scheme)
                      .spans(sentence).stream().map(ConfidentSpan::span).toList()));
        }
      }
    }
    System.out.printf(
        "%-6d%18.4f%18.4f%18.4f%18.4f%18d%n",
        seed,
        teacher,
        f1(successor, random, seed),
        f1(successor, chosen, seed),
        f1(successor, joined(chosen, pseudo), seed),
        pseudo.size());
  }

  private Map<Example, Double> mnlp(
      Path encoder, List<Example> labelled, List<Example> rest, int seed) throws IOException {
    try (Model model = new Model(encoder, labelled, seed)) {
      List<Predicted> read = model.tuning.read(rest);
      Map<Example, Double> scores = new IdentityHashMap<>();
      IntStream.range(0, rest.size())
          .forEach(
              i ->
                  scores.put(
                      rest.get(i), Formulas.MNLP.score(read.get(i).distributions().orElseThrow())));
      return scores;
    }
  }

  private double f1(Path pretrained, List<Example> train, int seed) throws IOException {
    try (Model model = new Model(pretrained, train, seed)) {
      return model.tuning.f1(held);
    }
  }

  /** A model that was trained. */
  private final class Model implements AutoCloseable {
    private final TrainableClassifier classifier;
    private final FineTune tuning;

    Model(Path pretrained, List<Example> train, int seed) throws IOException {
      settings.compute().useThreads();
      classifier = TrainableClassifier.of(pretrained, scheme, settings.tuning(seed), Device.cpu());
      tuning = new FineTune(classifier, scheme, settings, seed, new Plain());
      tuning.run(train);
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  private static List<Example> first(List<Example> examples, int words) {
    int count = 0;
    int sum = 0;
    while (count < examples.size() && sum + examples.get(count).words().size() <= words) {
      sum += examples.get(count++).words().size();
    }
    return examples.subList(0, count);
  }

  private static int words(List<Example> examples) {
    return examples.stream().mapToInt(example -> example.words().size()).sum();
  }

  private static List<Example> joined(List<Example> some, List<Example> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static List<Example> examples(List<LabelledSentence> gold) {
    Example[] examples = new Example[gold.size()];
    Arrays.setAll(
        examples,
        i ->
            Example.certain(
                String.format(Locale.ROOT, "%06d", i),
                gold.get(i).sentence().wordTexts(),
                gold.get(i).spans()));
    return List.of(examples);
  }
}
