package io.winnow.model;

import ai.onnx.proto.OnnxMl;
import io.winnow.json.JsonFormat;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An uncased BERT of width 384 as an ONNX file that a Maven artifact of langchain4j-embeddings
 * carries, with its tokenizer beside it.
 *
 * @param publishedAs its name among HuggingFace's models
 * @param onnx the graph as PyTorch exports it, on the class path
 * @param tokenizer {@code tokenizer.json}, on the class path
 */
public record OnnxEncoder(String publishedAs, String onnx, String tokenizer, int layers) {

  /** The name of {@link #EMBEDDED}. */
  public static final String NAME = "all-MiniLM-L6-v2";

  /** The encoder that comes with Winnow (sentence-transformers, Apache-2.0). */
  public static final OnnxEncoder EMBEDDED =
      new OnnxEncoder(
          "sentence-transformers/" + NAME,
          "all-minilm-l6-v2.onnx",
          "all-minilm-l6-v2-tokenizer.json",
          6);

  /** The configuration that these were published with; an ONNX file has no place for it. */
  private static final String CONFIG =
      """
      {"_name_or_path": "%s", "architectures": ["BertModel"], "model_type": "bert",
       "hidden_size": 384, "num_hidden_layers": %d, "num_attention_heads": 12,
       "intermediate_size": 1536, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
       "attention_probs_dropout_prob": 0.1, "initializer_range": 0.02, "layer_norm_eps": 1e-12,
       "max_position_embeddings": 512, "pad_token_id": 0, "position_embedding_type": "absolute",
       "type_vocab_size": 2, "vocab_size": 30522}
      """;

  private static final String TOKENIZER_CONFIG =
      """
      {"tokenizer_class": "BertTokenizer", "do_lower_case": true, "model_max_length": 512,
       "cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]", "unk_token": "[UNK]",
       "mask_token": "[MASK]"}
      """;

  /**
   * Writes it as a HuggingFace checkpoint.
   *
   * @param folder an existing, empty folder
   * @throws FileNotFoundException if the artifact is not on the class path
   */
  public void write(Path folder) throws IOException {
    try (InputStream graph = resource(onnx)) {
      Safetensors.write(
          folder.resolve(Checkpoint.WEIGHTS),
          tensors(OnnxMl.ModelProto.parseFrom(graph).getGraph()));
    }
    writeJson(folder.resolve(Checkpoint.CONFIG), CONFIG.formatted(publishedAs, layers));
    writeJson(folder.resolve("tokenizer_config.json"), TOKENIZER_CONFIG);
    try (InputStream vocabulary = resource(tokenizer)) {
      Files.copy(vocabulary, folder.resolve(Checkpoint.TOKENIZER));
    }
  }

  private static void writeJson(Path file, String json) throws IOException {
    Checkpoint.writeJson(file, JsonFormat.MAPPER.readTree(json));
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
    for (int i = 0; i < turned.length; i++) {
      turned[i] = values.get(i % in * out + i / in);
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
    InputStream in = OnnxEncoder.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new FileNotFoundException(
          name + " is not on the class path: its artifact of langchain4j-embeddings is missing");
    }
    return in;
  }
}
