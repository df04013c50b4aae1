package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
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

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = {
        "Imports it under this name, beside the one that rounds train,",
        "for 'winnow train --successor NAME'."
      })
  private String name;

  ImportModelCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    return runner
        .run(new ImportModelJob(Optional.ofNullable(from), Optional.ofNullable(name)))
        .outcome();
  }
}
