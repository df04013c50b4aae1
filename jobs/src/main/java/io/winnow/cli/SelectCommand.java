package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Ending;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Runner;
import io.winnow.jobs.handoff.HandOffJob;
import io.winnow.jobs.select.SelectJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "select",
    description = "Chooses the sentences to label and writes the annotation batches.")
final class SelectCommand extends JobCommand {

  @Mixin private RoundOption round;

  SelectCommand(Environment environment) {
    super(environment);
  }

  @Override
  Outcome run(Runner runner, WinnowConfig config) {
    int number = round.of(runner, config);
    Ending selected =
        runner.run(new SelectJob(config.jobs().select(), config.jobs().labels().weak(), number));
    return selected.pointer().count("sentences") == 0
        ? selected.outcome()
        : runner
            .run(
                new HandOffJob(
                    config.jobs().handoff(), config.jobs().labels(), config.jobs().score(), number))
            .outcome();
  }
}
