package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.Safetensors;
import io.winnow.model.graph.Compute;
import io.winnow.text.LabelScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family in training. */
class EncoderTrainingTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC", "ORG"));
  private static final double STEP = 4e-3;

  @TempDir Path folder;

  @BeforeEach
  void oneThreadSumsInOneOrder() {
    Torch.threads(1);
  }

  /** Of every weight the value with the largest gradient, and one by chance. */
  @ParameterizedTest
  @MethodSource("io.winnow.model.EncoderFixture#all")
  void gradientsAreTheLossesSlopes(EncoderFixture fixture) throws Exception {
    Checkpoint checkpoint = Checkpoint.open(fixture.folder());
    TorchScriptModule module =
        TorchScriptModule.of(checkpoint, Compute.FP32, 0, HeadWeights.drawn(checkpoint, SCHEME, 1));
    SplittableRandom random = new SplittableRandom(1);
    try (Model model = Torch.load(module, Device.cpu(), Torch.Use.TRAINING);
        NDManager manager = model.getNDManager().newSubManager()) {
      PtSymbolBlock block = (PtSymbolBlock) model.getBlock();
      JniUtils.enableTrainingMode(block);
      Torch.withGradients(
          true,
          () -> {
            NDArray loss = loss(block, manager, fixture);
            NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType());
            JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
            return null;
          });
      for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
        NDArray weight = parameter.getValue().getArray();
        float[] gradient = weight.getGradient().toFloatArray();
        for (int at : new int[] {largest(gradient), random.nextInt(gradient.length)}) {
          double slope =
              (moved(block, manager, fixture, weight, at, STEP)
                      - moved(block, manager, fixture, weight, at, -STEP))
                  / (2 * STEP);
          assertThat((double) gradient[at])
              .as("gradient of value %d of %s", at, parameter.getKey())
              .isCloseTo(slope, within(1e-3 + 0.03 * Math.abs(slope)));
        }
      }
    }
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
    }
    return largest;
  }

  private static double moved(
      PtSymbolBlock block,
      NDManager manager,
      EncoderFixture fixture,
      NDArray weight,
      int at,
      double by) {
    return Torch.withGradients(
        false,
        () -> {
          NDArray flat = weight.reshape(-1);
          float before = flat.getFloat(at);
          flat.set(new NDIndex("{}", at), before + (float) by);
          try {
            return (double) loss(block, manager, fixture).getFloat();
          } finally {
            flat.set(new NDIndex("{}", at), before);
          }
        });
  }

  private static NDArray loss(PtSymbolBlock block, NDManager manager, EncoderFixture fixture) {
    NDManager scratch = manager.newSubManager();
    NDList input = ForwardPass.lossInput(scratch, batch(fixture), SCHEME.tagCount());
    return block.forward(new ParameterStore(scratch, false), input, true).get(0);
  }

  /** Tags of which a word's own spelling tells. */
  private static List<Window.Labelled> batch(EncoderFixture fixture) {
    return fixture.sentences().stream()
        .limit(8)
        .map(EncoderFixture.Sentence::window)
        .map(
            window -> {
              int[] tags = new int[window.words()];
              for (int word = 0; word < tags.length; word++) {
                tags[word] = window.ids()[window.firsts()[word]] % SCHEME.tagCount();
              }
              return new Window.Labelled(window, new WordTargets.Hard(tags));
            })
        .toList();
  }

  static Stream<EncoderFixture> all() {
    return EncoderFixture.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLossFallsInEitherPrecision(EncoderFixture fixture) throws Exception {
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      FineTuning settings = new FineTuning(0.01, 1, 0.1, 0.95, 1, precision);
      try (TrainableClassifier classifier =
          TrainableClassifier.of(fixture.folder(), SCHEME, settings, Device.cpu())) {
        List<Window.Labelled> batch = batch(fixture);
        float first = classifier.step(batch, 5e-3);
        float last = first;
        for (int step = 0; step < 150 && last >= first / 3; step++) {
          last = classifier.step(batch, 5e-3);
        }
        assertThat(last).as("%s", precision).isLessThan(first / 3);
      }
    }
  }

  /** And its file has the family's own names, as transformers' class for token classifiers. */
  @ParameterizedTest
  @MethodSource("all")
  void aTrainedCheckpointReloadsToTheSamePredictions(EncoderFixture fixture) throws Exception {
    FineTuning settings = new FineTuning(0.01, 1, 0.1, 1, 1, Precision.FP32);
    List<List<String>> sentences =
        fixture.sentences().stream().map(EncoderFixture.Sentence::words).toList();
    List<float[]> before;
    try (TrainableClassifier classifier =
        TrainableClassifier.of(fixture.folder(), SCHEME, settings, Device.cpu())) {
      classifier.step(batch(fixture), 1e-3);
      before = classifier.logProbabilities(sentences, BatchLayout.DEFAULT);
      classifier.write(folder, Map.of());
    }
    try (TrainableClassifier again =
        TrainableClassifier.continuing(folder, SCHEME, settings, Device.cpu())) {
      assertThat(again.head()).isEqualTo(TrainableClassifier.HeadOrigin.CHECKPOINT);
      List<float[]> after = again.logProbabilities(sentences, BatchLayout.DEFAULT);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
    try (TokenClassifier scoring = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
      List<float[]> after = scoring.logProbabilities(sentences, BatchLayout.DEFAULT);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).containsExactly(before.get(i), within(1e-4f));
      }
    }
    assertThat(names(folder)).isEqualTo(names(fixture.folder()));
    JsonNode config = json(folder);
    JsonNode given = json(fixture.folder());
    for (String key : List.of("architectures", "model_type", "dtype", "hidden_act", "id2label")) {
      assertThat(config.path(key)).as(key).isEqualTo(given.path(key));
    }
  }

  /** A pass that keeps all is inference as it is; others differ from it and from each other. */
  @ParameterizedTest
  @MethodSource("all")
  void dropoutPassesAreThinnedNetworks(EncoderFixture fixture) throws Exception {
    List<List<String>> sentences =
        fixture.sentences().stream().map(EncoderFixture.Sentence::words).toList();
    InferenceOptions options = new InferenceOptions(2, 1, InferenceOptions.Pooling.MEAN);
    try (TokenClassifier classifier =
        TokenClassifier.load(fixture.folder(), Precision.FP32, Device.cpu())) {
      List<float[]> plain = classifier.logProbabilities(sentences, BatchLayout.DEFAULT);
      List<Prediction> read =
          classifier.predict(sentences, BatchLayout.DEFAULT, options).sentences();
      for (int i = 0; i < read.size(); i++) {
        Prediction.Predicted predicted = (Prediction.Predicted) read.get(i);
        assertThat(predicted.logProbabilities()).containsExactly(plain.get(i), within(1e-4f));
        assertThat(predicted.embedding()).hasSize(32).doesNotContain(Float.NaN);
        assertThat(predicted.committee().get(0))
            .doesNotContain(Float.NaN)
            .isNotEqualTo(predicted.committee().get(1))
            .isNotEqualTo(predicted.logProbabilities());
      }
    }
    try (Model model = thinned(fixture);
        NDManager manager = model.getNDManager().newSubManager()) {
      int sites = Checkpoint.open(fixture.folder()).size().dropoutSites();
      NDArray all = manager.ones(new Shape(1, sites, 32));
      List<Window> windows =
          fixture.sentences().stream().map(EncoderFixture.Sentence::window).toList();
      ForwardPass.Output output =
          ForwardPass.withDropout(model, all, InferenceOptions.Pooling.NONE).on(windows);
      assertThat(output.committee()).containsExactly(output.logProbabilities(), within(1e-4f));
    }
  }

  private static Model thinned(EncoderFixture fixture) throws Exception {
    Checkpoint checkpoint = Checkpoint.open(fixture.folder());
    Compute compute = Precision.FP32.forInference(Device.cpu());
    return Torch.load(
        TorchScriptModule.of(checkpoint, compute, 0, HeadWeights.of(checkpoint)),
        Device.cpu(),
        Torch.Use.INFERENCE);
  }

  private static TreeSet<String> names(Path checkpoint) throws Exception {
    return new TreeSet<>(Safetensors.open(checkpoint.resolve(Checkpoint.WEIGHTS)).names());
  }

  private static JsonNode json(Path checkpoint) throws Exception {
    return JsonFormat.MAPPER.readTree(checkpoint.resolve(Checkpoint.CONFIG).toFile());
  }
}
