package io.winnow.bench;

import io.winnow.bench.ContenderProcess.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** A JVM for what is measured, the same for all. */
final class BenchJvm {

  private BenchJvm() {}

  /**
   * @param log Spark's own goes to a file beside it
   * @param options of Java; these win
   */
  static ProcessBuilder process(Path log, Program program, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split("\\s+")));
    command.addAll(List.of("-Xmx3g", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    command.add("-Dwinnow.log=" + log + ".spark");
    command.addAll(options);
    command.addAll(List.of("-cp", program.classPath(), program.main()));
    command.addAll(program.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("OMP_WAIT_POLICY", "passive");
    return builder;
  }
}
