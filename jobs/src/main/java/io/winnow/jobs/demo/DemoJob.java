package io.winnow.jobs.demo;

import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.jobs.encoder.ImportModelJob;
import io.winnow.jobs.exchange.VendorJobs;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.InitJob;
import io.winnow.jobs.round.Due;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.round.Questions;
import io.winnow.jobs.round.RoundJob;
import io.winnow.jobs.round.Step;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.StatusText;
import io.winnow.sample.SampleCorpus;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Plays whole rounds on the synthetic sample: everything is real but the vendor.
 *
 * @param encoder as an import names it; empty: the one that comes with Winnow
 */
public record DemoJob(
    Runner runner, IngestSettings ingest, JobSettings settings, Optional<String> encoder) {

  /** Of a hundred spans an annotator overlooks 4, gives 2 a wrong type and cuts 2 wrongly. */
  private static final ErrorRates ERRORS = new ErrorRates(0.04, 0.02, 0.02);

  public Outcome run() {
    Workspace workspace = runner.workspace();
    if (due().step().isEnd()) {
      runner.console().say("The demo in %s is done; its rounds were".formatted(workspace));
      sayRounds();
      return Outcome.DONE_BEFORE;
    }
    Published published = runner.published();
    if (!published.has(workspace.corpus())) {
      runner.run(
          new InitJob(ingest, settings.labels(), writeSample().toString(), Optional.empty()));
    }
    // One that is named is at least said to be there already.
    if (encoder.isPresent() || !published.has(workspace.baseModel())) {
      runner.run(ImportModelJob.of(encoder));
    }
    for (Due due = due(); !due.step().isEnd(); due = due()) {
      runner.console().say("");
      if (due.step() == Step.WAIT) {
        int annotators = settings.handoff().annotatorsPerSentence();
        new VendorJobs(runner, due.round()).simulate(annotators, ERRORS);
      }
      new RoundJob(runner, settings).run();
    }
    runner.console().say("");
    sayRounds();
    return Outcome.DONE;
  }

  private Due due() {
    return Questions.of(runner.published(), settings, runner.clock()).due();
  }

  private Path writeSample() {
    Path file = new Path(runner.workspace().root(), "sample.conll");
    try (OutputStream bytes = runner.workspace().files().create(file, true);
        Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(), out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private void sayRounds() {
    Status status = Status.of(runner.published(), settings, runner.clock(), Optional.empty());
    runner.console().say(StatusText.rounds(status).stripTrailing());
    for (Status.RoundStatus round : status.rounds()) {
      String folders = "round %d: batches %s\n         returns %s";
      runner.console().say(folders.formatted(round.round(), round.batches(), round.inbox()));
    }
  }
}
