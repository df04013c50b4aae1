package io.winnow.jobs.labels;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Publishes a person's decision; the next merge goes by it. */
public record DecideJob(JobContext context, Decision decision) {

  public Outcome run() {
    Workspace workspace = context.workspace();
    Shelf shelf = workspace.decisions();
    Optional<Pointer> before = shelf.latest();
    Decisions known = Decisions.of(workspace);
    Decisions decided = decision.applyTo(known);
    if (decided.equals(known)) {
      context.console().say("Labels: " + decision.said() + " already; nothing to do");
      return Outcome.DONE_BEFORE;
    }
    RunRecorder run = context.start("decide");
    Path folder = workspace.makeFolder(shelf.newRun(run.run()));
    Path file = new Path(folder, "decisions.json");
    workspace.writeText(file, Json.write(decided));
    context.publish(
        run,
        shelf,
        before.map(Pointer::sequence).orElse(0) + 1,
        Map.of(Decisions.OUTPUT, file),
        Map.of(
            "excluded", (long) decided.excluded().size(),
            "settled", (long) decided.settled().size()));
    context.console().say("Labels: " + decision.said());
    return Outcome.DONE;
  }
}
