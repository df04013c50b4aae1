package io.winnow.bench;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.winnow.model.Checkpoint;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.files.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint that Winnow fine-tuned from the bundled encoder, as the ONNX file that others read:
 * the encoder's own ONNX graph with the checkpoint's weights, and the head behind it. Takes {@code
 * input_ids}, {@code attention_mask} and {@code token_type_ids}, gives {@code logits [batch,
 * sub-words, tags]}.
 */
final class OnnxExport {

  static final String LOGITS = "logits";

  private static final String HIDDEN = "last_hidden_state";
  private static final String HEAD = "classifier";
  private static final String WEIGHT = HEAD + ".weight";
  private static final String BIAS = HEAD + ".bias";

  private OnnxExport() {}

  static void write(Path checkpointFolder, Path onnx) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(checkpointFolder);
    ModelProto model;
    try (InputStream in = OnnxExport.class.getResourceAsStream("/all-minilm-l6-v2.onnx")) {
      model = ModelProto.parseFrom(in);
    }
    GraphProto.Builder graph = model.getGraph().toBuilder();
    replaceWeights(graph, checkpoint);
    addHead(graph, checkpoint.tensor(WEIGHT), checkpoint.tensor(BIAS));
    Files.write(onnx, model.toBuilder().setGraph(graph).build().toByteArray());
  }

  /** See {@link OnnxEncoder} for what the weights are called. */
  private static void replaceWeights(GraphProto.Builder graph, Checkpoint checkpoint)
      throws IOException {
    Map<String, String> layers = new HashMap<>();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("MatMul")) {
        String path = node.getName();
        String layer = path.substring(1, path.lastIndexOf('/')).replace('/', '.');
        node.getInputList().forEach(input -> layers.put(input, layer));
      }
    }
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      TensorProto stored = graph.getInitializer(i);
      if (stored.getDataType() == OnnxGraph.FLOAT) {
        String name = stored.getName();
        Tensor weight =
            name.startsWith("onnx::")
                ? OnnxGraph.transposed(checkpoint.tensor(layers.get(name) + ".weight"))
                : checkpoint.tensor(name);
        graph.setInitializer(i, stored.toBuilder().setRawData(OnnxGraph.bytes(weight)));
      }
    }
  }

  private static void addHead(GraphProto.Builder graph, Tensor rows, Tensor bias) {
    Tensor weight = OnnxGraph.transposed(rows);
    graph.addInitializer(initializer(WEIGHT, weight));
    graph.addInitializer(initializer(BIAS, bias));
    graph.addNode(node("MatMul", List.of(HIDDEN, WEIGHT), HEAD + "_product"));
    graph.addNode(node("Add", List.of(HEAD + "_product", BIAS), LOGITS));
    TensorShapeProto shape =
        graph.getOutput(0).getType().getTensorType().getShape().toBuilder()
            .setDim(2, TensorShapeProto.Dimension.newBuilder().setDimValue(weight.shape().get(1)))
            .build();
    graph
        .clearOutput()
        .addOutput(
            ValueInfoProto.newBuilder()
                .setName(LOGITS)
                .setType(
                    TypeProto.newBuilder()
                        .setTensorType(
                            TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxGraph.FLOAT)
                                .setShape(shape))));
  }

  private static NodeProto node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName("/" + output)
        .addAllInput(inputs)
        .addOutput(output)
        .build();
  }

  private static TensorProto initializer(String name, Tensor tensor) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(OnnxGraph.FLOAT)
        .addAllDims(tensor.shape())
        .setRawData(OnnxGraph.bytes(tensor))
        .build();
  }
}
