package io.winnow.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import io.winnow.files.TemporaryFolder;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The PyTorch engine of this JVM. */
public final class Torch {

  static final String ENGINE = "PyTorch";

  /** Whether a loaded module's weights take gradients. */
  public enum Use {
    INFERENCE,
    TRAINING
  }

  static {
    // Executors start without Winnow's launcher: the engine must not use the network there.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private Torch() {}

  /** Loads the engine, which takes some time and else happens on first use. */
  public static void prepare() {
    Engine.getEngine(ENGINE);
  }

  /** Processors that one native call may use, for this thread's calls. */
  public static void threads(int threads) {
    Engine.getEngine(ENGINE);
    JniUtils.setNumThreads(threads);
  }

  public static String version() {
    return Engine.getEngine(ENGINE).getVersion();
  }

  /** The first GPU where the engine sees one, else the processor. */
  public static Device defaultDevice() {
    return Engine.getEngine(ENGINE).defaultDevice();
  }

  /**
   * How many GPUs CUDA counts in this process; 0 where it is there and does not tell, since DJL
   * finds no libcudart to ask. Empty where libtorch computes on processors only.
   */
  public static OptionalInt gpus() {
    Engine engine = Engine.getEngine(ENGINE);
    return engine.hasCapability(StandardCapabilities.CUDA)
        ? OptionalInt.of(engine.getGpuCount())
        : OptionalInt.empty();
  }

  /**
   * Whether {@code mkldnn::_linear_pointwise}, which is oneDNN's product with an activation, is
   * there and known to be faster than the two alone: on x86-64 processors.
   */
  static boolean hasFusedProducts() {
    return Engine.getEngine(ENGINE).hasCapability(StandardCapabilities.MKLDNN)
        && System.getProperty("os.arch").equals("amd64");
  }

  /** Does work of this thread with gradients recorded, or not; and then as before. */
  static <T> T withGradients(boolean recorded, Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recorded);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Loads a module through an archive that lives only as long as this takes. */
  public static Model load(TorchScriptModule module, Device device, Use use) throws IOException {
    Model model = Model.newInstance("module", device, ENGINE);
    try (TemporaryFolder folder = TemporaryFolder.create("winnow-module")) {
      module.write(folder.path().resolve("module.pt"));
      model.load(
          folder.path(), "module", Map.of("trainParam", Boolean.toString(use == Use.TRAINING)));
      if (use == Use.INFERENCE) {
        JniUtils.enableInferenceMode((PtSymbolBlock) model.getBlock());
      }
      return model;
    } catch (MalformedModelException | EngineException e) {
      model.close();
      throw new InvalidModelException("libtorch refuses the compiled model: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
