package io.winnow.cli;

import io.winnow.cli.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.encoder.ImportModelJob;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "import", description = "Copies a pretrained encoder into the workspace.")
final class ImportModelCommand extends JobCommand {

  @Option(
      names = "--from",
      paramLabel = "URI",
      description = {
        "A HuggingFace BERT folder: config.json, model.safetensors, tokenizer.json.",
        "Without it, the encoder that comes with Winnow."
      })
  private String from;

  ImportModelCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(JobContext context, WinnowConfig config) {
    return new ImportModelJob(context, Optional.ofNullable(from)).run();
  }
}
