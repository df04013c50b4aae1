package io.winnow.bench;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.winnow.model.files.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An ONNX graph that grows node by node, in the operators that {@code torch.onnx} writes. A string
 * names a value of the graph.
 */
final class OnnxGraph {

  static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  static final int INT = TensorProto.DataType.INT64.getNumber();
  static final int BOOL = TensorProto.DataType.BOOL.getNumber();

  private static final int OPERATOR_SET = 17;
  private static final int FORMAT = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("encoder");
  private final Weights weights;
  private int values;

  /** The weights of an encoder, by their names without the prefix of a family. */
  interface Weights {
    Tensor of(String name) throws IOException;
  }

  OnnxGraph(Weights weights) {
    this.weights = weights;
  }

  /** Of whole numbers, [batch, sub-words]. */
  String input(String name) {
    graph.addInput(
        info(
            name,
            INT,
            TensorShapeProto.newBuilder().addDim(dimension("batch")).addDim(dimension("words"))));
    return name;
  }

  void output(String value, String name, int width) {
    graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
    graph.addOutput(
        info(
            name,
            FLOAT,
            TensorShapeProto.newBuilder()
                .addDim(dimension("batch"))
                .addDim(dimension("words"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))));
  }

  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelProto.newBuilder()
          .setIrVersion(FORMAT)
          .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
          .setGraph(graph)
          .build()
          .writeTo(out);
    }
  }

  String node(String operator, String... inputs) {
    return node(operator, Map.of(), inputs);
  }

  /**
   * @param attributes numbers, lists of {@link Integer}
   */
  String node(String operator, Map<String, Object> attributes, String... inputs) {
    String output = "v" + values++;
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(operator + "_" + output)
            .addAllInput(List.of(inputs))
            .addOutput(output);
    attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
    graph.addNode(node);
    return output;
  }

  String number(double value) {
    return constant(Tensor.of(new float[] {(float) value}), List.of());
  }

  String whole(long... numbers) {
    return wholes(List.of((long) numbers.length), numbers);
  }

  String scalar(long number) {
    return wholes(List.of(), number);
  }

  private String wholes(List<Long> shape, long... numbers) {
    String name = "c" + values++;
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(INT).addAllDims(shape);
    for (long number : numbers) {
      tensor.addInt64Data(number);
    }
    graph.addInitializer(tensor);
    return name;
  }

  String weight(String name) {
    Tensor tensor = read(name);
    return constant(tensor, tensor.shape());
  }

  /** {@code x W^T + b}, where there is a b. */
  String linear(String x, String name, boolean hasBias) {
    Tensor rows = read(name + ".weight");
    Tensor weight = transposed(rows);
    String product = node("MatMul", x, constant(weight, weight.shape()));
    return hasBias ? node("Add", weight(name + ".bias"), product) : product;
  }

  String norm(String x, String name, double epsilon, boolean hasBias) {
    List<String> inputs = new ArrayList<>(List.of(x, weight(name + ".weight")));
    if (hasBias) {
      inputs.add(weight(name + ".bias"));
    }
    return node(
        "LayerNormalization",
        Map.of("axis", -1, "epsilon", epsilon),
        inputs.toArray(String[]::new));
  }

  /** As PyTorch's exporter spells it. */
  String gelu(String x) {
    String erf = node("Erf", node("Div", x, number(Math.sqrt(2))));
    return node("Mul", node("Mul", x, node("Add", erf, number(1))), number(0.5));
  }

  String transposed(String x, Integer... order) {
    return node("Transpose", Map.of("perm", List.of(order)), x);
  }

  /** With 0 for a size that stays, -1 for what is left. */
  String shaped(String x, long... shape) {
    return node("Reshape", x, whole(shape));
  }

  String cast(String x, int type) {
    return node("Cast", Map.of("to", type), x);
  }

  /** One size of a value, as a scalar. */
  String size(String x, int dimension) {
    return node("Gather", node("Shape", x), scalar(dimension));
  }

  String unsqueezed(String x, long... axes) {
    return node("Unsqueeze", x, whole(axes));
  }

  /** Sizes in a row, to make a shape of. */
  String row(String... scalars) {
    String[] parts = new String[scalars.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = unsqueezed(scalars[i], 0);
    }
    return node("Concat", Map.of("axis", 0), parts);
  }

  /** The places 0, 1, ... of so many. */
  String places(String count) {
    return node("Range", scalar(0), count, scalar(1));
  }

  private String constant(Tensor tensor, List<Long> shape) {
    String name = "c" + values++;
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(FLOAT)
            .addAllDims(shape)
            .setRawData(bytes(tensor)));
    return name;
  }

  private Tensor read(String name) {
    try {
      return weights.of(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Tensor transposed(Tensor tensor) {
    int rows = Math.toIntExact(tensor.shape().get(0));
    int columns = Math.toIntExact(tensor.shape().get(1));
    FloatBuffer values = tensor.values();
    float[] turned = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values.get(values.position() + row * columns + column);
      }
    }
    return Tensor.of(turned, columns, rows);
  }

  static ByteString bytes(Tensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(tensor.elements()) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    return ByteString.copyFrom(bytes);
  }

  private static ValueInfoProto info(String name, int type, TensorShapeProto.Builder shape) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }

  private static TensorShapeProto.Dimension.Builder dimension(String name) {
    return TensorShapeProto.Dimension.newBuilder().setDimParam(name);
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    if (value instanceof Integer whole) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(whole);
    } else if (value instanceof Double number) {
      attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number.floatValue());
    } else if (value instanceof List<?> list) {
      attribute.setType(AttributeProto.AttributeType.INTS);
      list.forEach(entry -> attribute.addInts((Integer) entry));
    }
    return attribute.build();
  }
}
