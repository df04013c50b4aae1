package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.exchange.VendorExportJob;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Writes a round's batches for another annotation tool, suggestions marked.")
final class VendorExportCommand extends JobCommand {

  @Mixin private RoundOption round;

  @Mixin private FormatOption format;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Absent or empty; one file a batch.")
  private String folder;

  VendorExportCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return new VendorExportJob(runner, round.of(runner, config), format.value(), new Path(folder))
        .run();
  }
}
