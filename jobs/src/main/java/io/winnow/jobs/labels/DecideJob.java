package io.winnow.jobs.labels;

import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Run;
import io.winnow.jobs.Runner;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Publishes a person's decision, if it is possible; the next merge goes by it. */
public record DecideJob(Decision decision) implements Job {

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity("decide", "Decision", workspace.decisions());
  }

  @Override
  public Optional<Ending> withoutRun(Runner runner, Published published) {
    decision.requirePossible(published);
    Decisions known = Decisions.of(published);
    return decision.applyTo(known).equals(known)
        ? Optional.of(
            new Ending(
                Outcome.DONE_BEFORE,
                published.latest(published.workspace().decisions()),
                Optional.of("Labels: " + decision.said() + " already; nothing to do")))
        : Optional.empty();
  }

  @Override
  public void run(Run run) {
    Decisions decided = decision.applyTo(Decisions.of(run.published()));
    Path file = new Path(run.workspace().makeFolder(run.folder()), "decisions.json");
    run.workspace().writeText(file, Json.write(decided));
    run.output(Decisions.OUTPUT, file)
        .count("excluded", decided.excluded().size())
        .count("settled", decided.settled().size())
        .say("Labels: " + decision.said());
  }
}
