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
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    engine();
  }

  private static Engine engine() {
    return NativeDoor.inside(() -> Engine.getEngine(ENGINE));
  }

  /** Processors that one native call may use, for this thread's calls. */
  public static void threads(int threads) {
    engine();
    JniUtils.setNumThreads(threads);
  }

  public static String version() {
    return engine().getVersion();
  }

  /** The first GPU where the engine sees one, else the processor. */
  public static Device defaultDevice() {
    return engine().defaultDevice();
  }

  /**
   * How many GPUs CUDA counts in this process; 0 where it is there and does not tell, since DJL
   * finds no libcudart to ask. Empty where libtorch computes on processors only.
   */
  public static OptionalInt gpus() {
    Engine engine = engine();
    return engine.hasCapability(StandardCapabilities.CUDA)
        ? OptionalInt.of(engine.getGpuCount())
        : OptionalInt.empty();
  }

  /**
   * Whether {@code mkldnn::_linear_pointwise}, which is oneDNN's product with an activation, is
   * there and known to be faster than the two alone: on x86-64 processors.
   */
  static boolean hasFusedProducts() {
    return engine().hasCapability(StandardCapabilities.MKLDNN)
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
    Model model = NativeDoor.inside(() -> Model.newInstance("module", device, ENGINE));
    try (TemporaryFolder folder = TemporaryFolder.create("winnow-module")) {
      module.write(folder.path().resolve("module.pt"));
      NativeDoor.inside(() -> read(model, folder.path(), use));
      if (use == Use.INFERENCE) {
        JniUtils.enableInferenceMode((PtSymbolBlock) model.getBlock());
      }
      return model;
    } catch (UncheckedIOException e) {
      model.close();
      throw e.getCause();
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static Model read(Model model, Path folder, Use use) {
    try {
      model.load(folder, "module", Map.of("trainParam", Boolean.toString(use == Use.TRAINING)));
      return model;
    } catch (MalformedModelException | EngineException e) {
      throw new InvalidModelException("libtorch refuses the compiled model: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
