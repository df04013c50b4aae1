package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.winnow.model.EncoderFixture.Sentence;
import io.winnow.model.graph.Compute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family against what transformers computes from the same checkpoint. */
class EncoderParityTest {

  private static final double TOLERANCE = 2e-4;

  @BeforeAll
  static void oneThreadWaitsForNoOther() {
    Torch.threads(1);
  }

  @ParameterizedTest
  @MethodSource("io.winnow.model.EncoderFixture#all")
  void statesAndLogitsEqualTransformers(EncoderFixture fixture) throws Exception {
    Checkpoint checkpoint = Checkpoint.open(fixture.folder());
    for (Compute compute : List.of(Compute.FP32, Precision.FP32.forInference(Device.cpu()))) {
      TorchScriptModule module =
          TorchScriptModule.of(checkpoint, compute, 0, HeadWeights.of(checkpoint));
      try (Model model = Torch.load(module, Device.cpu(), Torch.Use.INFERENCE)) {
        List<Sentence> sentences =
            fixture.sentences().stream().map(it -> normed(checkpoint, it)).toList();
        for (Sentence sentence : sentences) {
          assertEqual(model, List.of(sentence));
        }
        assertEqual(model, sentences);
      }
    }
  }

  /** The last of transformers' {@code hidden_states} lacks the norm at the encoder's end. */
  private static Sentence normed(Checkpoint checkpoint, Sentence sentence) {
    if (checkpoint.encoder().finalNorm().isEmpty() || sentence.states() == null) {
      return sentence;
    }
    FloatBuffer weight = tensor(checkpoint, "final_norm.weight");
    float[][] normed = new float[sentence.states().length][];
    for (int i = 0; i < normed.length; i++) {
      float[] state = sentence.states()[i].clone();
      double mean = 0;
      double square = 0;
      for (float value : state) {
        mean += value / state.length;
        square += (double) value * value / state.length;
      }
      double deviation = Math.sqrt(square - mean * mean + 1e-5);
      for (int h = 0; h < state.length; h++) {
        state[h] = (float) ((state[h] - mean) / deviation * weight.get(h));
      }
      normed[i] = state;
    }
    return new Sentence(
        sentence.words(), sentence.ids(), sentence.wordIds(), sentence.logits(), normed);
  }

  private static FloatBuffer tensor(Checkpoint checkpoint, String name) {
    try {
      return checkpoint.tensor(name).values();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertEqual(Model model, List<Sentence> batch) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      List<Window> windows = batch.stream().map(Sentence::window).toList();
      NDList input = ForwardPass.input(manager, windows);
      int longest = (int) input.get(0).getShape().get(1);
      NDList call = new NDList(input.get(0), input.get(1), ForwardPass.method(manager, "hidden"));
      NDArray hidden =
          model.getBlock().forward(new ParameterStore(manager, false), call, false).get(0);
      float[] states = hidden.toFloatArray();
      int width = (int) hidden.getShape().get(2);
      for (int row = 0; row < batch.size(); row++) {
        float[][] expected = batch.get(row).states();
        for (int i = 0; expected != null && i < expected.length; i++) {
          for (int h = 0; h < width; h++) {
            assertThat(states[(row * longest + i) * width + h])
                .as("state %d of sub-word %d of %s", h, i, batch.get(row).words())
                .isCloseTo(expected[i][h], within((float) TOLERANCE));
          }
        }
      }
      float[] logProbabilities = ForwardPass.plain(model).on(windows).logProbabilities();
      int at = 0;
      for (int row = 0; row < batch.size(); row++) {
        for (int first : windows.get(row).firsts()) {
          float[] logits = batch.get(row).logits()[first];
          double sum = 0;
          for (float logit : logits) {
            sum += Math.exp(logit);
          }
          for (float logit : logits) {
            assertThat((double) logProbabilities[at++])
                .as("a tag's log-probability at sub-word %d of %s", first, batch.get(row).words())
                .isCloseTo(logit - Math.log(sum), within(TOLERANCE));
          }
        }
      }
    }
  }
}
