package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
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
  Outcome run(JobContext context, WinnowConfig config) {
    Workspace workspace = context.workspace();
    Shelf shelf = name == null ? workspace.baseModel() : workspace.encoder(name);
    return new ImportModelJob(context, Optional.ofNullable(from), shelf).run();
  }
}
