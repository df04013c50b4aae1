package io.winnow.bench;

import io.winnow.model.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A family's token classifier as the ONNX file that {@code torch.onnx} would write of it: takes
 * {@code input_ids} and {@code attention_mask}, gives {@code logits [batch, sub-words, tags]}.
 */
final class FamilyOnnx {

  private static final int SPAN = 256;
  private static final int REACH = 64;

  private FamilyOnnx() {}

  static void write(FamilyShape shape, Path folder, Path onnx) throws IOException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    OnnxGraph graph = new OnnxGraph(checkpoint::tensor);
    String ids = graph.input("input_ids");
    String mask = graph.input("attention_mask");
    int size = shape.hidden() / shape.heads();
    String states =
        switch (shape.type()) {
          case "deberta-v2" ->
              new DebertaOnnx(graph, shape.layers(), shape.heads(), size, SPAN, FamilyShape.WINDOW)
                  .states(ids, mask);
          case "modernbert" ->
              new ModernBertOnnx(graph, shape.layers(), shape.heads(), size, shape.inner(), REACH)
                  .states(ids, mask);
          default -> throw new IllegalArgumentException("No ONNX graph of " + shape.type());
        };
    graph.output(
        graph.linear(states, "classifier", true),
        OnnxExport.LOGITS,
        checkpoint.labelScheme().orElseThrow().tagCount());
    graph.write(onnx);
  }
}
