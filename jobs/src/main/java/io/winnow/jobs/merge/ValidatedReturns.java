package io.winnow.jobs.merge;

import io.winnow.annotation.Annotation;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * Writes every returned row straight to where it is published, as it is validated: with the
 * annotations of the round that its sentence went out in, or with the rejected rows of the round in
 * whose inbox it was. That is the one time that most rows are written before they are labels. Only
 * in a round of which a later answer replaces an earlier one the annotations are written once more:
 * the earlier row was there already when the later one came.
 */
final class ValidatedReturns implements ReturnSink, AutoCloseable {

  /** Temporary data of a merge; hidden from readers of its folder, and deleted at its end. */
  static final String WORKING = "_working";

  private static final int MESSAGES_KEPT = 5;

  private static final StructType REPLACED =
      StructType.fromDDL(
          "file STRING NOT NULL, row BIGINT NOT NULL, replaced_by_file STRING NOT NULL,"
              + " replaced_by_row BIGINT NOT NULL, conflict BOOLEAN NOT NULL");

  private final Run run;
  private final SentWork sent;
  private final AppendedTable.ByRound annotations;
  private final AppendedTable.ByRound rejected;

  /** Answers in whose place their annotators gave others: a few columns of a few rows. */
  private final AppendedTable replaced;

  private final ReadFiles files = new ReadFiles();
  private final RejectionSummary summary = new RejectionSummary();
  private final SortedSet<Integer> corrected = new TreeSet<>();
  private final Map<ReasonCode, Long> reasons = new EnumMap<>(ReasonCode.class);
  private final List<String> messages = new ArrayList<>();
  private long repeated;
  private long conflicts;

  ValidatedReturns(Run run, SentWork sent) {
    this.run = run;
    this.sent = sent;
    this.annotations =
        new AppendedTable.ByRound(run, Schemas.ANNOTATIONS, run.workspace()::annotations);
    this.rejected = new AppendedTable.ByRound(run, Schemas.REJECTED, run.workspace()::rejected);
    this.replaced = new AppendedTable(run, WORKING + "/replaced", REPLACED);
  }

  @Override
  public void accepted(AcceptedAnnotation answer) {
    Annotation annotation = answer.annotation();
    String record = annotation.sentenceId();
    int round = sent.round(answer.batchId());
    annotations.add(
        round,
        record,
        answer.batchId(),
        annotation.annotatorId(),
        annotation.status().name().toLowerCase(Locale.ROOT),
        Rows.ofSpans(annotation.spans()),
        answer.seconds(),
        answer.comment(),
        answer.file(),
        answer.row(),
        null,
        null,
        sent.records(round).sentenceId(record),
        sent.records(round).purpose(record).column());
  }

  @Override
  public void rejected(RejectedRow row) {
    reasons.merge(row.reason(), 1L, Long::sum);
    summary.add(row);
    if (messages.size() < MESSAGES_KEPT) {
      messages.add(row.message());
    }
    rejected.add(
        Inboxes.round(row.file()),
        row.file(),
        row.row(),
        row.recordId(),
        row.annotatorId(),
        row.reason().name(),
        row.message());
  }

  @Override
  public void repeated(long rows) {
    repeated += rows;
  }

  @Override
  public void again(DeliveredAgain file) {
    files.add(file);
  }

  @Override
  public void replaced(ReplacedAnnotation answer) {
    corrected.add(sent.round(answer.batchId()));
    replaced.add(answer.file(), answer.row(), answer.byFile(), answer.byRow(), answer.isConflict());
    if (answer.isConflict()) {
      conflicts++;
      rejected(answer.rejected());
    }
  }

  @Override
  public void read(FileFacts file) {
    files.add(file);
  }

  @Override
  public void close() {
    annotations.close();
    rejected.close();
    if (!corrected.isEmpty()) {
      replaced.close();
    }
  }

  /** Gives the rejected rows their summaries, once all rows are written. */
  SortedMap<Integer, Path> rejectedRows() {
    SortedMap<Integer, Path> written = rejected.written();
    written.forEach((round, folder) -> summary.write(run.workspace().files(), round, folder));
    return written;
  }

  /**
   * The annotations by the round in which they went out, once all rows are written: every answer
   * that ever stood, with what replaced it, and no row that its own file contradicts.
   */
  SortedMap<Integer, Path> annotations() {
    SortedMap<Integer, Path> written = annotations.written();
    corrected.forEach(round -> correct(round, written.get(round)));
    return written;
  }

  private void correct(int round, Path table) {
    Path validated = new Path(run.folder(), "%s/annotations-%d".formatted(WORKING, round));
    try {
      FileSystem files = run.workspace().files();
      files.mkdirs(validated.getParent());
      if (!files.rename(table, validated)) {
        throw new IOException("It cannot be moved to " + validated);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot correct the annotations in " + table, e);
    }
    Tables.write(
        Tables.read(run.spark(), validated, Schemas.ANNOTATIONS)
            .drop("replaced_by_file", "replaced_by_row")
            .join(replaced.read(), new String[] {"file", "row"}, "left")
            .where("NOT coalesce(conflict, false)")
            .selectExpr(Schemas.ANNOTATIONS.fieldNames())
            .sortWithinPartitions("file", "row"),
        table);
  }

  /** Takes the annotations away, as nothing is merged. */
  void discardAnnotations() {
    annotations.written().values().forEach(run.workspace()::remove);
  }

  /**
   * By the names under which they are published: answers that stand, those in whose place their
   * annotator sent another one in a later file, and rejected rows.
   */
  Map<String, Long> counts() {
    return Map.of(
        "annotations", annotations.rows() - replaced.rows(),
        "corrected", replaced.rows() - conflicts,
        "rejected", rejected.rows());
  }

  /** Rows that said again what was known. */
  long repeatedCount() {
    return repeated;
  }

  /** Why rows were rejected, and how many. */
  String reasons() {
    return reasons.entrySet().stream()
        .map(reason -> "%s %d".formatted(reason.getKey(), reason.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** What is worth saying of the files. */
  ReadFiles files() {
    return files;
  }

  /** The first few. */
  List<String> messages() {
    return messages;
  }
}
