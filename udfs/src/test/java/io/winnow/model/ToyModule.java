package io.winnow.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.Tensor;
import io.winnow.model.graph.EncoderSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript class with one weight, {@code w}, which {@code forward} gives back times a number.
 */
final class ToyModule implements AutoCloseable {

  private final Model model;

  private ToyModule(Model model) {
    this.model = model;
  }

  static ToyModule of(List<Tensor> parts, double factor, Dtype dtype) throws IOException {
    String source =
        """
        class TokenClassifier(Module):
          __parameters__ = ["w", ]
          __buffers__ = []
          w : Tensor
          training : bool
          _is_full_backward_hook : Optional[bool]
          factor : float
          def forward(self: __torch__.TokenClassifier,
            x: Tensor) -> Tensor:
            return torch.mul(torch.to(self.w, 6), self.factor)
        """
            + EncoderSource.OPTIMIZER;
    TorchScriptModule module =
        new TorchScriptModule(
            EncoderSource.CLASS,
            source,
            Map.of("w", new TorchScriptModule.Weight(List.copyOf(parts), dtype)),
            Map.of("factor", factor));
    return new ToyModule(Torch.load(module, Device.cpu(), Torch.Use.INFERENCE));
  }

  /** The weight times the number, in single precision. */
  Tensor weight() {
    try (NDManager manager = manager()) {
      NDArray array = call(new NDList(manager.create(1f))).singletonOrThrow();
      return Tensor.of(array.toFloatArray(), array.getShape().getShape());
    }
  }

  /** The archive that libtorch writes of it. */
  void save(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      JniUtils.writeModule((PtSymbolBlock) model.getBlock(), out, false);
    }
  }

  NDManager manager() {
    return model.getNDManager().newSubManager();
  }

  NDList call(NDList input) {
    return model
        .getBlock()
        .forward(new ParameterStore(input.head().getManager(), false), input, false);
  }

  @Override
  public void close() {
    model.close();
  }
}
