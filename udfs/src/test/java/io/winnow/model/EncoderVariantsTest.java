package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.family.Families;
import io.winnow.model.family.ModelConfig;
import io.winnow.model.files.Tensor;
import io.winnow.model.graph.Compute;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What configurations may ask of a family beside what the fixtures have. */
class EncoderVariantsTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER"));

  private static final String DEBERTA =
      "model_type: 'deberta-v2', hidden_size: 24, num_hidden_layers: 2, num_attention_heads: 3,"
          + " intermediate_size: 40, max_position_embeddings: 64, vocab_size: 50,"
          + " layer_norm_eps: 1.0e-7, relative_attention: true, ";

  private static final String MODERN =
      "model_type: 'modernbert', hidden_size: 24, num_hidden_layers: 3, num_attention_heads: 3,"
          + " intermediate_size: 20, max_position_embeddings: 64, vocab_size: 50, norm_eps: 1.0e-5,"
          + " global_rope_theta: 160000.0, local_rope_theta: 10000.0, ";

  private static final String ALBERT =
      "model_type: 'albert', hidden_size: 24, num_attention_heads: 3, intermediate_size: 40,"
          + " max_position_embeddings: 64, vocab_size: 50, layer_norm_eps: 1.0e-12,"
          + " embedding_size: 8, ";

  private static final String COUNTED =
      "hidden_size: 24, num_attention_heads: 3, intermediate_size: 40, num_hidden_layers: 2,"
          + " max_position_embeddings: 64, vocab_size: 50, layer_norm_eps: 1.0e-5, ";

  @TempDir Path folder;

  @BeforeAll
  static void oneThreadWaitsForNoOther() {
    Torch.threads(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DEBERTA + "pos_att_type: 'c2p|p2c', position_buckets: 8, norm_rel_ebd: 'layer_norm'",
        DEBERTA + "pos_att_type: ['c2p'], share_att_key: true, position_buckets: 8",
        DEBERTA + "pos_att_type: ['p2c'], share_att_key: true",
        DEBERTA + "pos_att_type: ['p2c', 'c2p'], max_relative_positions: 5, norm_rel_ebd: 'none'",
        DEBERTA
            + "pos_att_type: ['p2c', 'c2p'], position_buckets: 4, position_biased_input: true,"
            + " type_vocab_size: 2, embedding_size: 16",
        DEBERTA
            + "pos_att_type: ['p2c', 'c2p'], position_buckets: 256, share_att_key: true,"
            + " position_biased_input: false, conv_kernel_size: 3, conv_act: 'tanh'",
        DEBERTA
            + "pos_att_type: ['c2p'], position_buckets: 8, num_hidden_layers: 1,"
            + " conv_kernel_size: 5, conv_groups: 2",
        // Buckets that rise by more than one a distance, and distances farther than the farthest.
        DEBERTA + "pos_att_type: 'c2p|p2c', position_buckets: 20, max_relative_positions: 20",
        DEBERTA + "pos_att_type: 'c2p|p2c', position_buckets: 12, max_relative_positions: 20",
        DEBERTA + "pos_att_type: 'p2c', position_buckets: 50, max_relative_positions: 30",
        DEBERTA + "pos_att_type: ['c2p', 'p2c'], position_buckets: 3",
        COUNTED + "model_type: 'roberta', pad_token_id: 1, hidden_act: 'gelu_10'",
        COUNTED
            + "model_type: 'roberta', pad_token_id: 7, type_vocab_size: 1, hidden_act:"
            + " 'leaky_relu'",
        COUNTED + "model_type: 'roberta', pad_token_id: 0, hidden_act: 'laplace'",
        COUNTED + "model_type: 'mpnet', relative_attention_num_buckets: 32, pad_token_id: 5",
        COUNTED + "model_type: 'mpnet', relative_attention_num_buckets: 7",
        MODERN + "global_attn_every_n_layers: 2, local_attention: 6",
        MODERN
            + "global_attn_every_n_layers: 2, local_attention: 5, rope_scaling: {type: 'default'}",
        MODERN + "local_rope_theta: null, global_attn_every_n_layers: 3, local_attention: 8",
        MODERN
            + "global_attn_every_n_layers: 1, attention_bias: true, mlp_bias: true,"
            + " norm_bias: true, classifier_bias: true",
        MODERN
            + "layer_types: ['sliding_attention', 'full_attention', 'sliding_attention'],"
            + " local_attention: 4",
        ALBERT + "num_hidden_layers: 4, num_hidden_groups: 2, inner_group_num: 1",
        ALBERT + "num_hidden_layers: 3, num_hidden_groups: 2, inner_group_num: 2",
        ALBERT + "num_hidden_layers: 18, num_hidden_groups: 14, inner_group_num: 1",
      })
  void variantsAreComputedByTheirFormulas(String fields) throws Exception {
    ObjectNode config = config(fields);
    Map<String, Tensor> tensors = tensors(config);
    TestCheckpoints.write(
        folder,
        JsonFormat.MAPPER.convertValue(config, new TypeReference<Map<String, Object>>() {}),
        tensors);
    ReferenceEncoder reference = new ReferenceEncoder(config, tensors);
    Checkpoint checkpoint = Checkpoint.open(folder);
    List<Window> windows = List.of(window(40), window(17), window(3));
    for (Compute compute : List.of(Compute.FP32, Precision.FP32.forInference(Device.cpu()))) {
      TorchScriptModule module =
          TorchScriptModule.of(checkpoint, compute, 0, HeadWeights.drawn(checkpoint, SCHEME, 1));
      try (Model model = Torch.load(module, Device.cpu(), Torch.Use.INFERENCE);
          NDManager manager = model.getNDManager().newSubManager()) {
        NDList input = ForwardPass.input(manager, windows);
        NDList call = new NDList(input.get(0), input.get(1), ForwardPass.method(manager, "hidden"));
        NDArray hidden =
            model.getBlock().forward(new ParameterStore(manager, false), call, false).get(0);
        float[] states = hidden.toFloatArray();
        int width = (int) hidden.getShape().get(2);
        for (int row = 0; row < windows.size(); row++) {
          double[][] expected = reference.states(windows.get(row).ids());
          for (int i = 0; i < expected.length; i++) {
            for (int h = 0; h < width; h++) {
              assertThat((double) states[(row * 40 + i) * width + h])
                  .as("state %d of sub-word %d of %d", h, i, expected.length)
                  .isCloseTo(expected[i][h], within(2e-4));
            }
          }
        }
      }
    }
  }

  private static Window window(int length) {
    int[] ids = new SplittableRandom(length).ints(length, 0, 50).toArray();
    // Padding of some families, which texts may spell.
    ids[1] = 1;
    return new Window(ids, new int[] {1}, new int[] {0});
  }

  /** From the fields of one object. */
  private static ObjectNode config(String fields) throws IOException {
    JsonNode read =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build()
            .readTree("{" + fields + "}");
    return (ObjectNode) read;
  }

  private static Map<String, Tensor> tensors(JsonNode config) {
    SplittableRandom random = new SplittableRandom(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Families.of(config, List.of())
        .encoder(new ModelConfig(config), 0)
        .shapes()
        .forEach(
            (name, shape) -> {
              boolean isNorm = name.toLowerCase(Locale.ROOT).contains("norm.weight");
              float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((isNorm ? 1 : 0) + 0.25 * random.nextGaussian());
              }
              if (!name.startsWith("classifier")) {
                tensors.put(name, new Tensor(shape, FloatBuffer.wrap(values)));
              }
            });
    return tensors;
  }
}
