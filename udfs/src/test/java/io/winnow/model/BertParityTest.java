package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.winnow.model.graph.Compute;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compiled encoder against ONNX Runtime on the very file that its weights come from. */
class BertParityTest {

  private static final double TOLERANCE = 1e-4;

  @Test
  void hiddenStatesEqualOnnxRuntimes() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(TestCheckpoints.encoder());
    TorchScriptModule module = compiled(checkpoint);
    try (Model model = Torch.load(module, Device.cpu(), Torch.Use.INFERENCE);
        SubwordTokenizer tokenizer = SubwordTokenizer.open(checkpoint.folder());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        InputStream onnx = OnnxEncoder.resource("all-minilm-l6-v2.onnx");
        OrtSession oracle = environment.createSession(onnx.readAllBytes())) {
      for (List<List<String>> batch : batches()) {
        List<Window> windows =
            batch.stream()
                .map(words -> Window.of(tokenizer.encode(words), tokenizer, 512, 64).get(0))
                .toList();
        assertThat(largestDifference(model, oracle, environment, windows))
            .as("%d sentences, the longest of %d sub-words", batch.size(), windows.get(0).length())
            .isLessThan(TOLERANCE);
      }
    }
  }

  @Test
  void embeddingsEqualTheMeanOfOnnxRuntimesStates() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(TestCheckpoints.encoder());
    TorchScriptModule module = compiled(checkpoint);
    try (Model model = Torch.load(module, Device.cpu(), Torch.Use.INFERENCE);
        SubwordTokenizer tokenizer = SubwordTokenizer.open(checkpoint.folder());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        InputStream onnx = OnnxEncoder.resource("all-minilm-l6-v2.onnx");
        OrtSession oracle = environment.createSession(onnx.readAllBytes());
        NDManager manager = model.getNDManager().newSubManager()) {
      NDArray noPasses = manager.create(new float[0], new Shape(0, 14, 384));
      ForwardPass forward = ForwardPass.withDropout(model, noPasses, InferenceOptions.Pooling.MEAN);
      for (List<List<String>> batch : batches()) {
        List<Window> windows =
            batch.stream()
                .map(words -> Window.of(tokenizer.encode(words), tokenizer, 512, 64).get(0))
                .toList();
        NDList input = ForwardPass.input(manager, windows);
        int longest = (int) input.get(0).getShape().get(1);
        float[][][] states =
            expected(
                oracle, environment, matrix(input.get(0), longest), matrix(input.get(1), longest));
        float[] pooled = forward.on(windows).pooled();
        for (int row = 0; row < windows.size(); row++) {
          int inner = windows.get(row).length() - 2;
          for (int h = 0; h < 384; h++) {
            double mean = 0;
            for (int i = 1; i <= inner; i++) {
              mean += states[row][i][h] / inner;
            }
            assertThat((double) pooled[row * 384 + h]).isCloseTo(mean, within(TOLERANCE));
          }
        }
      }
    }
  }

  private static TorchScriptModule compiled(Checkpoint checkpoint) throws IOException {
    LabelScheme scheme = new LabelScheme(List.of("PER"));
    return TorchScriptModule.of(
        checkpoint, Compute.FP32, 0, HeadWeights.drawn(checkpoint, scheme, 1));
  }

  /** Alone and with padding; emoji, Chinese, one sub-word, 128 sub-words, a full window. */
  private static List<List<List<String>>> batches() {
    List<String> emoji = List.of("I", "❤️", "Paris", "👩‍👩‍👧", "🇫🇷", "!");
    List<String> chinese = List.of("北", "京", "是", "中", "国", "的", "首", "都");
    List<String> one = List.of("Go");
    List<String> long128 = Collections.nCopies(126, "word");
    return List.of(
        List.of(one),
        List.of(emoji),
        List.of(Collections.nCopies(510, "river")),
        List.of(long128, emoji, chinese, one));
  }

  private static double largestDifference(
      Model model, OrtSession oracle, OrtEnvironment environment, List<Window> windows)
      throws Exception {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList input = ForwardPass.input(manager, windows);
      int rows = windows.size();
      int longest = (int) input.get(0).getShape().get(1);
      float[][][] expected =
          expected(
              oracle, environment, matrix(input.get(0), longest), matrix(input.get(1), longest));
      NDList call = new NDList(input.get(0), input.get(1), ForwardPass.method(manager, "hidden"));
      NDArray hidden =
          model.getBlock().forward(new ParameterStore(manager, false), call, false).get(0);
      float[] actual = hidden.toFloatArray();
      int width = (int) hidden.getShape().get(2);
      double largest = 0;
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < windows.get(row).length(); i++) {
          for (int h = 0; h < width; h++) {
            float value = actual[(row * longest + i) * width + h];
            largest = Math.max(largest, Math.abs(value - expected[row][i][h]));
          }
        }
      }
      return largest;
    }
  }

  private static float[][][] expected(
      OrtSession oracle, OrtEnvironment environment, long[][] ids, long[][] mask) throws Exception {
    try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
        OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[ids.length][ids[0].length]);
        OrtSession.Result result =
            oracle.run(
                Map.of(
                    "input_ids",
                    idTensor,
                    "attention_mask",
                    maskTensor,
                    "token_type_ids",
                    types))) {
      return (float[][][]) result.get(0).getValue();
    }
  }

  private static long[][] matrix(NDArray array, int columns) {
    long[] flat = array.toLongArray();
    long[][] rows = new long[flat.length / columns][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = java.util.Arrays.copyOfRange(flat, row * columns, (row + 1) * columns);
    }
    return rows;
  }
}
