package io.winnow.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code winnow} command; the class that spark-submit starts, too. */
@Command(
    name = "winnow",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Active learning for named entities on Apache Spark.")
public final class Winnow {

  private static final String LOG = "winnow.log";

  private Winnow() {}

  public static void main(String[] arguments) {
    // Figures look alike on every machine: people paste them into scripts and tickets.
    Locale.setDefault(Locale.ROOT);
    int code = run(Environment.of(arguments), System.getProperty(LOG, "(no log file)"));
    JobCommand.stopSpark();
    System.exit(code);
  }

  static int run(Environment environment, String logFile) {
    return commandLine(environment, logFile)
        .execute(environment.arguments().toArray(String[]::new));
  }

  private static CommandLine commandLine(Environment environment, String logFile) {
    CommandLine model = group("model", "The pretrained encoder.");
    model.addSubcommand(new ImportModelCommand(environment));
    CommandLine vendor = group("vendor", "The vendor's side.");
    vendor.addSubcommand(new SimulateVendorCommand(environment));
    CommandLine winnow = new CommandLine(new Winnow());
    winnow
        .addSubcommand(new DemoCommand(environment))
        .addSubcommand(new InitCommand(environment))
        .addSubcommand(model)
        .addSubcommand(new RoundCommand(environment))
        .addSubcommand(new StatusCommand())
        .addSubcommand(new ScoreCommand(environment))
        .addSubcommand(new SelectCommand(environment))
        .addSubcommand(new MergeCommand(environment))
        .addSubcommand(new TrainCommand(environment))
        .addSubcommand(new EvaluateCommand(environment))
        .addSubcommand(vendor)
        .addSubcommand(new HelpCommand());
    winnow.setUsageHelpWidth(80);
    winnow.setExecutionExceptionHandler(new Failures(logFile));
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(Integer.toString(code.code()), code.meaning()));
    winnow.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    winnow.getCommandSpec().usageMessage().exitCodeList(codes);
    return winnow;
  }

  private static CommandLine group(String name, String description) {
    CommandLine.Model.CommandSpec spec =
        CommandLine.Model.CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    return new CommandLine(spec);
  }
}
