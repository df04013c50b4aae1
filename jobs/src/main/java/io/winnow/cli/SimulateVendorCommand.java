package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.contract.ErrorRates;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.exchange.SimulateVendorJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "simulate",
    description = "Answers a round's batches from gold, with errors, as a vendor would.")
final class SimulateVendorCommand extends JobCommand {

  @Mixin private RoundOption round;

  @Option(
      names = "--annotators",
      paramLabel = "N",
      description = "How many (default: vendor.annotators-per-sentence).")
  private Integer annotators;

  @Option(
      names = "--missed",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Spans that an annotator overlooks (default: ${DEFAULT-VALUE}).")
  private double missed;

  @Option(
      names = "--wrong-type",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Spans that get a wrong type (default: ${DEFAULT-VALUE}).")
  private double wrongType;

  @Option(
      names = "--wrong-boundary",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Spans that are cut wrongly (default: ${DEFAULT-VALUE}).")
  private double wrongBoundary;

  @Spec private CommandSpec command;

  SimulateVendorCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    int crew = annotators == null ? config.handoff().annotatorsPerSentence() : annotators;
    if (crew < 1) {
      throw new ParameterException(
          command.commandLine(), "--annotators must be at least 1, not %d".formatted(crew));
    }
    return new SimulateVendorJob(runner, crew, errors(), round.of(runner, config)).run();
  }

  private ErrorRates errors() {
    try {
      return new ErrorRates(missed, wrongType, wrongBoundary);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
