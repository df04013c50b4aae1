package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.display.Printable;
import io.winnow.jobs.Console;
import io.winnow.jobs.doctor.Doctor;
import io.winnow.jobs.doctor.Finding;
import io.winnow.jobs.doctor.Machine;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = {
      "Checks Java, memory, native libraries, precision, GPUs, Spark, its executors and, with -w, a"
          + " workspace; a workspace; a workspace; says what it found and what to do.",
      "Exits 1 if Winnow won't work here."
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "URI",
      description =
          "A workspace to check; a folder that does not exist yet is checked and not created.")
  private String workspace;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Environment environment = Main.environment(spec);
    Optional<Workspace> tried =
        Optional.ofNullable(workspace).map(uri -> WorkspaceOptions.workspace(uri, spec));
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings =
        new Doctor(
                machine(),
                () -> SparkSessions.start(environment.commandLine()),
                tried,
                RunId.at(environment.clock().instant(), environment.random().nextLong()))
            .examine(finding -> tell(finding, out, environment.console()));
    boolean isBroken =
        findings.stream().anyMatch(finding -> finding.health() == Finding.Health.BROKEN);
    return (isBroken ? ExitCode.FAILURE : ExitCode.DONE).code();
  }

  private static void tell(Finding finding, PrintWriter out, Console console) {
    out.println(Printable.text(finding.text()));
    out.flush();
    finding.thrown().map(Failures::trace).ifPresent(console::detail);
  }

  private static Machine machine() {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor")),
        Runtime.version().feature(),
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        memory);
  }
}
