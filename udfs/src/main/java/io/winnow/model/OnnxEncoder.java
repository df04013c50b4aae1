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
 * An uncased BERT of width 384 as an ONNX file that a Maven artifact of langchain4j-embeddings
 * carries, with its tokenizer beside it.
 *
 * @param publishedAs its name among HuggingFace's models
 * @param onnx resource on the class path: the graph as PyTorch exports it
 * @param tokenizer resource on the class path: {@code tokenizer.json}
 * @param layers of the encoder
 */
public record OnnxEncoder(String publishedAs, String onnx, String tokenizer, int layers) {

  /**
   * Writes it as a HuggingFace checkpoint.
   *
   * @param folder an existing, empty folder
   * @throws FileNotFoundException if the artifact is not on the class path
   */
  public void write(Path folder) throws IOException {
    Map<String, Tensor> tensors;
    try (InputStream graph = resource(onnx)) {
      tensors = tensors(OnnxMl.ModelProto.parseFrom(graph).getGraph());
    }
    Safetensors.write(folder.resolve(Checkpoint.WEIGHTS), tensors);
    CheckpointWriter.writeJson(folder.resolve(Checkpoint.CONFIG), config());
    CheckpointWriter.writeJson(folder.resolve("tokenizer_config.json"), tokenizerConfig());
    try (InputStream vocabulary = resource(tokenizer)) {
      Files.copy(vocabulary, folder.resolve(Checkpoint.TOKENIZER));
    }
  }

  /** The configuration that the encoder was published with; an ONNX file has no place for it. */
  private Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("_name_or_path", publishedAs);
    config.put("architectures", new String[] {"BertModel"});
    config.put("model_type", "bert");
    config.put("hidden_size", 384);
    config.put("num_hidden_layers", layers);
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
    InputStream in = OnnxEncoder.class.getResourceAsStream("/" + name);
    if (in == null) {
      throw new FileNotFoundException(
          name + " is not on the class path: its artifact of langchain4j-embeddings is missing");
    }
    return in;
  }
}
