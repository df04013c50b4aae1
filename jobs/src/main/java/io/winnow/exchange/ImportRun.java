package io.winnow.exchange;

import io.winnow.contract.ReturnWriter;
import io.winnow.contract.ReturnedAnnotation;
import io.winnow.contract.parquet.ReadBudget;
import io.winnow.exchange.ImportSummary.Suggested;
import io.winnow.exchange.RecordTally.BadRecordException;
import io.winnow.exchange.SentBatches.SentKey;
import io.winnow.exchange.ToolAnswer.Verdict;
import io.winnow.offsets.OffsetTally;
import io.winnow.text.OffsetUnit;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The way from what a tool said to what is written. Every file is looked at first, for what its
 * offsets count and for answers that belong together, then taken.
 */
final class ImportRun {

  private static final SentKey NOWHERE = new SentKey(null, null);

  private final SentBatches sent;
  private final TypeMap types;
  private final Optional<String> annotator;
  private final ReturnWriter writer;
  private final ReadBudget rows;
  private final ImportSummary.Tally tally = new ImportSummary.Tally();
  private final PartialAnswers parts = new PartialAnswers();

  /** Of those that nobody marked as looked at. */
  private Suggested unmarked = new Suggested(0, 0);

  private long answers;
  private long unreadable;

  /**
   * @param rows that may be written
   */
  ImportRun(
      SentBatches sent,
      TypeMap types,
      Optional<String> annotator,
      ReturnWriter writer,
      ReadBudget rows) {
    this.sent = sent;
    this.annotator = annotator;
    this.writer = writer;
    this.types = types;
    this.rows = rows;
  }

  ImportSummary.Tally tally() {
    return tally;
  }

  long answers() {
    return answers;
  }

  long unreadable() {
    return unreadable;
  }

  /** What was unchanged and has no mark that somebody looked at it. */
  Suggested unmarked() {
    return unmarked;
  }

  /** A file in the first round. */
  JsonRecords.Parser look(ToolFormat.JsonTool tool, OffsetTally tally) {
    return (place, record) -> tool.parse(record).answers().forEach(answer -> look(answer, tally));
  }

  private void look(ToolAnswer answer, OffsetTally tally) {
    parts.look(answer);
    if (answer.fault() != null || !answer.verdict().isAnswered()) {
      return;
    }
    sent.find(answer.sentence())
        .flatMap(one -> SentPlaces.of(answer.text(), one.text().sentence(one.recordId())))
        .ifPresent(places -> answer.regions().forEach(region -> tally.add(places.vote(region))));
  }

  /** The same file in the second. */
  JsonRecords.Parser take(ToolFormat.JsonTool tool, String file, OffsetUnit unit) {
    return (place, record) -> {
      Parsed parsed = tool.parse(record);
      tally.record();
      parsed.unused().forEach(field -> tally.unused(file, field));
      if (parsed.answers().isEmpty()) {
        tally.noAnswer("without an annotation");
      }
      for (ToolAnswer answer : parsed.answers()) {
        take(file, place, answer, unit);
      }
    };
  }

  private void take(String file, String place, ToolAnswer answer, OffsetUnit unit)
      throws IOException {
    try {
      Optional<ReturnedAnnotation> annotation =
          parts.isPart(answer) ? part(answer, unit) : whole(answer, unit);
      if (annotation.isPresent()) {
        write(annotation.get(), answer.verdict());
      }
    } catch (BadRecordException e) {
      reject(file, "%s: %s".formatted(place, e.getMessage()), e.fault(), answer.sentence());
    }
  }

  private Optional<ReturnedAnnotation> part(ToolAnswer answer, OffsetUnit unit) {
    List<ReturnedAnnotation.Span> converted;
    try {
      converted = converted(answer, unit);
    } catch (BadRecordException e) {
      return parts.join(answer, e);
    }
    return parts.join(answer, converted);
  }

  private Optional<ReturnedAnnotation> whole(ToolAnswer answer, OffsetUnit unit) {
    if (answer.verdict() == Verdict.NO_ANSWER) {
      tally.noAnswer("not finished");
      return Optional.empty();
    }
    ReturnedAnnotation whole =
        new ReturnedAnnotation(
            answer.sentence().recordId(),
            answer.sentence().batchId(),
            answer.annotator(),
            answer.verdict().status(),
            converted(answer, unit),
            null,
            answer.seconds(),
            answer.comment(),
            null);
    if (answer.verdict() == Verdict.UNAPPROVED
        && sent.isSuggested(answer.sentence(), whole, types)) {
      tally.noAnswer("not approved and as suggested");
      return Optional.empty();
    }
    return Optional.of(whole);
  }

  /** Spans of an answer that was skipped mean nothing, so nothing can be wrong with them. */
  private List<ReturnedAnnotation.Span> converted(ToolAnswer answer, OffsetUnit unit) {
    if (answer.fault() != null) {
      throw answer.fault();
    }
    if (answer.verdict() == Verdict.SKIPPED || answer.verdict() == Verdict.IGNORED) {
      return List.of();
    }
    return sent.find(answer.sentence())
        .map(sentence -> AnswerSpans.of(answer, sentence, unit))
        .orElseGet(() -> AnswerSpans.ofUnknown(answer, unit));
  }

  /** An answer in tags, of a file that is read once. */
  RecordTally.Sink take(String file) {
    return new RecordTally.Sink() {
      @Override
      public void annotation(ReturnedAnnotation annotation) throws IOException {
        tally.record();
        write(annotation, Verdict.DONE);
      }

      @Override
      public void bad(String error, Fault fault) throws IOException {
        tally.record();
        reject(file, error, fault, NOWHERE);
      }
    };
  }

  private void write(ReturnedAnnotation annotation, Verdict verdict) throws IOException {
    rows.spend(ReadBudget.Amounts.ROW);
    answers++;
    SentKey key = new SentKey(annotation.recordId(), annotation.batchId());
    if (!"skipped".equals(annotation.status()) && sent.hasSuggestions(key)) {
      Suggested one = new Suggested(1, sent.isSuggested(key, annotation, types) ? 1 : 0);
      tally.suggested(one);
      unmarked = verdict == Verdict.APPROVED ? unmarked : unmarked.and(one);
    }
    writer.write(annotator.map(annotation::by).orElse(annotation));
  }

  private void reject(String file, String error, Fault fault, SentKey sentence) throws IOException {
    rows.spend(ReadBudget.Amounts.ROW);
    unreadable++;
    tally.fault(file, error, fault);
    writer.write(
        new ReturnedAnnotation(
            sentence.recordId(), sentence.batchId(), null, null, null, null, null, null, error));
  }
}
