package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.api.Versions;
import io.winnow.cli.LabelsCommands.DiffLabelsCommand;
import io.winnow.cli.LabelsCommands.DisputesCommand;
import io.winnow.cli.LabelsCommands.ExcludeAnnotatorCommand;
import io.winnow.cli.LabelsCommands.IncludeAnnotatorCommand;
import io.winnow.cli.LabelsCommands.ReviewLabelsCommand;
import io.winnow.cli.LabelsCommands.SettleCommand;
import io.winnow.cli.StepCommands.EvaluateCommand;
import io.winnow.cli.StepCommands.MergeCommand;
import io.winnow.cli.StepCommands.RoundCommand;
import io.winnow.cli.StepCommands.ScoreCommand;
import io.winnow.cli.StepCommands.TrainCommand;
import io.winnow.cli.VendorCommands.SimulateVendorCommand;
import io.winnow.cli.VendorCommands.VendorExportCommand;
import io.winnow.cli.VendorCommands.VendorImportCommand;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The {@code winnow} command; the class that spark-submit starts, too. */
@Command(
    name = "winnow",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Active learning for named entities on Apache Spark.")
public final class Main {

  private static final String LOG = "winnow.log";

  @Mixin private final Volume volume = new Volume();

  private Main() {}

  public static void main(String[] arguments) {
    // Figures look alike on every machine: people paste them into scripts and tickets.
    Locale.setDefault(Locale.ROOT);
    String logFile = System.getProperty(LOG, "(no log file)");
    int code;
    try {
      code = run(Environment.of(arguments), logFile);
    } catch (Error e) {
      // Out of memory, a missing --add-opens, natives that can't be loaded.
      LoggerFactory.getLogger(Failures.LOG_NAME).debug("winnow failed", e);
      System.err.printf("winnow: %s%n  details: %s%n", e, logFile);
      code = ExitCode.FAILURE.code();
    }
    JobCommand.stopSpark();
    System.exit(code);
  }

  static int run(Environment environment, String logFile) {
    return commandLine(environment, logFile)
        .execute(environment.arguments().toArray(String[]::new));
  }

  /** The whole command; where it writes to may still be set. */
  static CommandLine commandLine(Environment outside, String logFile) {
    Main top = new Main();
    Environment environment = outside.at(top.volume);
    CommandLine model = group("model", "The pretrained encoder.");
    model.addSubcommand(new ImportModelCommand(environment));
    CommandLine vendor = group("vendor", "The vendor's side.");
    vendor
        .addSubcommand(new SimulateVendorCommand(environment))
        .addSubcommand(new VendorExportCommand(environment))
        .addSubcommand(new VendorImportCommand(environment));
    CommandLine labels = group("labels", "The label store.");
    labels
        .addSubcommand(new DisputesCommand(environment))
        .addSubcommand(new SettleCommand(environment))
        .addSubcommand(new ExcludeAnnotatorCommand(environment))
        .addSubcommand(new IncludeAnnotatorCommand(environment))
        .addSubcommand(new DiffLabelsCommand(environment))
        .addSubcommand(new ReviewLabelsCommand(environment));
    CommandLine winnow = new CommandLine(top);
    winnow
        .addSubcommand(new DemoCommand(environment))
        .addSubcommand(new InitCommand(environment))
        .addSubcommand(model)
        .addSubcommand(new RoundCommand(environment))
        .addSubcommand(new StatusCommand(environment))
        .addSubcommand(new ReportCommand(environment))
        .addSubcommand(new LineageCommand(environment))
        .addSubcommand(new DoctorCommand(environment))
        .addSubcommand(new ScoreCommand(environment))
        .addSubcommand(new SelectCommand(environment))
        .addSubcommand(new MergeCommand(environment))
        .addSubcommand(new TrainCommand(environment))
        .addSubcommand(new EvaluateCommand(environment))
        .addSubcommand(new TagCommand(environment))
        .addSubcommand(new SimulateCommand(environment))
        .addSubcommand(vendor)
        .addSubcommand(labels)
        .addSubcommand(new HelpCommand());
    winnow.setUsageHelpWidth(80);
    winnow.setExecutionExceptionHandler(new Failures(logFile, top.volume));
    explain(winnow, exitCodes());
    return winnow;
  }

  /** Gives the command, and all below it, {@code --help} and the list of exit codes. */
  private static void explain(CommandLine command, Map<String, String> exitCodes) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    spec.versionProvider(new Version()).mixinStandardHelpOptions(true);
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    spec.usageMessage().exitCodeList(exitCodes);
    command.getSubcommands().values().forEach(below -> explain(below, exitCodes));
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
    return codes;
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"winnow " + Versions.winnow()};
    }
  }

  private static CommandLine group(String name, String description) {
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create().name(name);
    spec.usageMessage().description(description);
    return new CommandLine(spec);
  }
}
