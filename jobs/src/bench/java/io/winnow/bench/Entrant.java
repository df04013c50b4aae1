package io.winnow.bench;

import io.winnow.bench.ContenderProcess.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who takes part.
 *
 * @param setting what is worth knowing about how it is set up
 */
record Entrant(String name, String setting, Program program) {

  static final String WINNOW = "winnow-auto";
  static final String WINNOW_FP32 = "winnow-fp32";
  static final String ONNX_RUNTIME = "onnxruntime";
  static final String GEMM = "gemm";

  private static final Path PEERS = Path.of("target", "peers");
  private static final int LONGEST = 512;

  static List<Entrant> all(ModelFolder model) throws IOException {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(winnow(WINNOW, "AUTO", model));
    entrants.add(winnow(WINNOW_FP32, "FP32", model));
    entrants.add(
        new Entrant(
            ONNX_RUNTIME,
            "1.22.0 alone, 2 threads x 1, sorted, batches of 64, fp32",
            Program.here(
                OnnxRuntimeContender.class, model.onnx(), model.tokenizer(), LONGEST)));
    entrants.add(
        peer(
            "synapseml",
            "1.1.0 on local[2], sorted, batches of 64, fp32",
            "io.winnow.bench.synapseml.SynapseMlContender",
            model.onnx(),
            model.tokenizer(),
            LONGEST));
    entrants.add(
        peer(
            "spark-nlp",
            "5.5.3 on local[2], intraOpNumThreads 1, fp32",
            "io.winnow.bench.sparknlp.SparkNlpContender",
            model.exported()));
    entrants.add(
        new Entrant(GEMM, "", Program.here(GemmContender.class, model.checkpoint())));
    return entrants;
  }

  static Entrant winnow(String name, String precision, ModelFolder model) {
    return new Entrant(
        name,
        "on local[2], Parquet to Parquet, precision " + precision.toLowerCase(Locale.ROOT),
        Program.here(WinnowContender.class, model.checkpoint(), precision));
  }

  /** One with a class path of its own, which its module has written beside its classes. */
  private static Entrant peer(
      String module, String setting, String main, Object... arguments) throws IOException {
    Path built = PEERS.resolve("winnow-bench-" + module).toAbsolutePath();
    String classPath =
        built.resolve("classes")
            + File.pathSeparator
            + Files.readString(built.resolve("peer.classpath")).strip();
    List<String> strings = Stream.of(arguments).map(Object::toString).toList();
    return new Entrant(module, setting, new Program(main, classPath, strings));
  }
}
