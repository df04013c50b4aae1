package io.winnow.jobs.demo;

import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.jobs.JobContext;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.jobs.exchange.SimulateVendorJob;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.round.Due;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.round.RoundJob;
import io.winnow.jobs.round.Step;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.StatusText;
import io.winnow.sample.SampleCorpus;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Plays whole rounds on the synthetic sample: everything is real but the vendor. */
public record DemoJob(JobContext context, IngestSettings ingest, JobSettings settings) {

  /** Of a hundred spans an annotator overlooks 4, gives 2 a wrong type and cuts 2 wrongly. */
  private static final ErrorRates ERRORS = new ErrorRates(0.04, 0.02, 0.02);

  public Outcome run() {
    Workspace workspace = context.workspace();
    if (due().step().isEnd()) {
      context.console().say("The demo in %s is done; its rounds were".formatted(workspace));
      sayRounds();
      return Outcome.DONE_BEFORE;
    }
    if (workspace.corpus().latest().isEmpty()) {
      new InitJob(context, ingest, settings.labels(), writeSample().toString(), Optional.empty())
          .run();
    }
    if (workspace.baseModel().latest().isEmpty()) {
      new ImportModelJob(context, Optional.empty()).run();
    }
    while (!due().step().isEnd()) {
      Due due = due();
      context.console().say("");
      if (due.step() == Step.WAIT) {
        int annotators = settings.handoff().annotatorsPerSentence();
        new SimulateVendorJob(context, annotators, ERRORS, due.round()).run();
      }
      new RoundJob(context, settings).run();
    }
    context.console().say("");
    sayRounds();
    return Outcome.DONE;
  }

  private Due due() {
    return Due.in(
        context.workspace(),
        settings.merge(),
        settings.round(),
        settings.stop(),
        settings.deadline(context.clock()));
  }

  private Path writeSample() {
    Path file = new Path(context.workspace().root(), "sample.conll");
    try (Writer out =
        new OutputStreamWriter(
            context.workspace().files().create(file, true), StandardCharsets.UTF_8)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(), out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private void sayRounds() {
    Status status = Status.of(context.workspace(), settings, context.clock(), Optional.empty());
    context.console().say(StatusText.rounds(status).stripTrailing());
    for (Status.RoundStatus round : status.rounds()) {
      context
          .console()
          .say(
              "round %d: batches %s\n         returns %s"
                  .formatted(round.round(), round.batches(), round.inbox()));
    }
  }
}
