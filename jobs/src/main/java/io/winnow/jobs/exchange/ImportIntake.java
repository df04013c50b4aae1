package io.winnow.jobs.exchange;

import io.winnow.annotation.AnnotationStatus;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.SentSentences;
import io.winnow.exchange.ImportSummary;
import io.winnow.exchange.VendorImport.Imported;
import io.winnow.jobs.Intake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an import understood, counted by what a merge will make of its rows. */
final class ImportIntake implements ReturnSink {

  /** Above this share of unchanged answers, a person should know. */
  private static final double MANY_UNCHANGED = 0.5;

  /** Fewer may well hold no entity. */
  private static final int FEW = 5;

  private static final int MOST_SHOWN = 5;

  private final SentSentences sent;
  private final Intake.Tally tally = Intake.tally("Import");
  private final SortedMap<String, Long> rejected = new TreeMap<>();
  private final List<String> firstRejected = new ArrayList<>();
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private long skipped;
  private long answers;
  private long withEntities;

  ImportIntake(SentSentences sent) {
    this.sent = sent;
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
    sent.find(answer.annotation().sentenceId(), answer.batchId())
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

  /** Its sentence has more answers than were asked for, which it was counted among. */
  @Override
  public void withdrawn(RejectedRow row) {
    rejected(row);
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

  /** When all rows were validated. */
  Intake of(Imported imported) {
    ImportSummary summary = imported.summary();
    tally.records(summary.records());
    rejected.putAll(summary.faults());
    long all = rejected.values().stream().mapToLong(Long::longValue).sum();
    tally
        .leftOut(all, "rejected answer", "rejected answers", rejected)
        .leftOut(skipped, "skipped answer", "skipped answers")
        .leftOut(
            sum(summary.noAnswers()),
            "record that is no answer",
            "records that are no answers",
            summary.noAnswers())
        .leftOut(
            sum(dropped),
            "entity that labels.map drops",
            "entities that labels.map drops",
            dropped);
    summary
        .unused()
        .forEach(
            (name, fields) ->
                fields.forEach(
                    (field, count) -> tally.notUsed("fields of " + name + ":", field, count)));
    tally.note("in the inbox as " + imported.file());
    summary.notes().forEach(tally::line);
    summary.firstFaults().forEach(fault -> tally.note("rejected: " + fault));
    firstRejected.forEach(message -> tally.note("rejected: " + message));
    if (answers >= FEW && withEntities == 0) {
      tally.warn("none of %,d answers has an entity".formatted(answers));
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
}
