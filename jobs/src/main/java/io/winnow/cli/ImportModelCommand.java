package io.winnow.cli;

import io.winnow.api.Session;
import io.winnow.api.Winnow;
import io.winnow.jobs.Outcome;
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
  Outcome run(Session session) {
    return Winnow.of(session).importModel().from(from).as(name).execute().outcome();
  }
}
