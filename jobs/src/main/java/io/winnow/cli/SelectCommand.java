package io.winnow.cli;

import io.winnow.config.WinnowConfig;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
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
  Outcome run(JobContext context, WinnowConfig config) {
    int number = round.of(context, config);
    Outcome selected =
        new SelectJob(context, config.jobs().select(), config.jobs().labels().weak(), number).run();
    boolean nothingLeft =
        context.workspace().selection(number).latest().orElseThrow().count("sentences") == 0;
    return nothingLeft
        ? selected
        : new HandOffJob(
                context,
                config.jobs().handoff(),
                config.jobs().labels(),
                config.jobs().score(),
                number)
            .run();
  }
}
