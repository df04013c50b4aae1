package io.winnow.jobs.exchange;

import io.winnow.annotation.AnnotationStatus;
import io.winnow.contract.InboxFiles.InboxFile;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.ReturnValidator;
import io.winnow.exchange.ImportSummary;
import io.winnow.exchange.SentBatches;
import io.winnow.exchange.VendorImport.Imported;
import io.winnow.jobs.Intake;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;

/**
 * What an import understood, and what the merge will make of it: the rows are validated as they
 * will be then.
 */
record ImportIntake(SentBatches sent, TypeMap types, Imported imported) {

  /** Above this share of unchanged answers, a person should know. */
  private static final double MANY_UNCHANGED = 0.5;

  /** Fewer may well hold no entity. */
  private static final int FEW = 5;

  private static final int MOST_SHOWN = 5;

  Intake read(FileSystem fs) throws IOException {
    Intake.Tally tally = Intake.tally("Import");
    ImportSummary summary = imported.summary();
    tally.records(summary.records());
    Rows rows = new Rows(tally);
    InboxFile file = new InboxFile(imported.file().getName(), imported.file());
    new ReturnValidator(sent.labels(), types, sent.sentences()).validate(fs, List.of(file), rows);
    SortedMap<String, Long> rejected = new TreeMap<>(summary.faults());
    rejected.putAll(rows.rejected);
    long all = rejected.values().stream().mapToLong(Long::longValue).sum();
    tally
        .leftOut(all, "rejected answer", "rejected answers", rejected)
        .leftOut(rows.skipped, "skipped answer", "skipped answers")
        .leftOut(
            sum(summary.noAnswers()),
            "record that is no answer",
            "records that are no answers",
            summary.noAnswers())
        .leftOut(
            sum(rows.dropped),
            "entity that labels.map drops",
            "entities that labels.map drops",
            rows.dropped);
    summary
        .unused()
        .forEach(
            (name, fields) ->
                fields.forEach(
                    (field, count) -> tally.notUsed("fields of " + name + ":", field, count)));
    tally.note("in the inbox as " + imported.file());
    summary.notes().forEach(tally::line);
    summary.firstFaults().forEach(fault -> tally.note("rejected: " + fault));
    rows.firstRejected.forEach(message -> tally.note("rejected: " + message));
    if (rows.answers >= FEW && rows.withEntities == 0) {
      tally.warn("none of %,d answers has an entity".formatted(rows.answers));
    }
    ImportSummary.Suggested suggested = summary.suggested();
    if (suggested.exceeds(MANY_UNCHANGED) && suggested.answers() >= FEW) {
      tally.warn(suggested.toString());
    } else if (suggested.answers() > 0) {
      tally.note(suggested.toString());
    }
    return tally.done();
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts what a merge would take. */
  private final class Rows implements ReturnSink {

    private final Intake.Tally tally;
    private final SortedMap<String, Long> rejected = new TreeMap<>();
    private final List<String> firstRejected = new ArrayList<>();
    private final SortedMap<String, Long> dropped = new TreeMap<>();
    private long skipped;
    private long answers;
    private long withEntities;

    Rows(Intake.Tally tally) {
      this.tally = tally;
    }

    @Override
    public void accepted(AcceptedAnnotation answer) {
      if (answer.annotation().status() == AnnotationStatus.SKIPPED) {
        skipped++;
        return;
      }
      answers++;
      withEntities += answer.annotation().spans().isEmpty() ? 0 : 1;
      tally.labelled(answer.annotation().spans());
      sent.sentences()
          .find(answer.annotation().sentenceId(), answer.batchId())
          .ifPresent(sentence -> tally.words(sentence.wordCount()));
    }

    /** The import has said itself what it could not read. */
    @Override
    public void rejected(RejectedRow row) {
      if (row.reason() != ReasonCode.UNREADABLE_RECORD) {
        String reason = row.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        rejected.merge(reason, 1L, Long::sum);
        if (firstRejected.size() < MOST_SHOWN) {
          firstRejected.add(row.message());
        }
      }
    }

    @Override
    public void repeated(long rows) {
      tally.duplicates(rows);
    }

    @Override
    public void read(FileFacts file) {
      dropped.putAll(file.dropped());
    }

    /** In one file it is a contradiction, of which the first is counted as accepted. */
    @Override
    public void replaced(ReplacedAnnotation answer) {
      rejected(answer.rejected());
    }
  }
}
