package io.winnow.jobs.merge;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.winnow.annotation.Annotation;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.ReasonCode;
import io.winnow.contract.ReturnSink;
import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.jobs.Run;
import io.winnow.jobs.Tables;
import io.winnow.redaction.Redaction;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  private final List<ContractBreachException> refused = new ArrayList<>();

  /** Refused files of which rows are written already. */
  private final SortedSet<String> writtenOf = new TreeSet<>();

  /** Answers that the file which is read makes count no more. */
  private final List<RejectedRow> withdrawn = new ArrayList<>();

  private String file;
  private long repeated;
  private long conflicts;
  private Counts before;
  private int rewritten;

  /** What is counted over all files. */
  private record Counts(
      Map<ReasonCode, Long> reasons,
      int messages,
      SortedSet<Integer> corrected,
      long repeated,
      long conflicts) {}

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
    Optional<Redaction> redaction = sent.redactions(round).find(record);
    annotations.add(
        round,
        record,
        answer.batchId(),
        annotation.annotatorId(),
        annotation.status().name().toLowerCase(Locale.ROOT),
        Rows.ofSpans(sent.redactions(round).original(record, annotation.spans())),
        answer.seconds(),
        answer.comment() == null
            ? null
            : redaction.map(it -> it.original(answer.comment())).orElse(answer.comment()),
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
  public void withdrawn(RejectedRow row) {
    withdrawn.add(row);
  }

  @Override
  public void begins(String name) {
    file = name;
    withdrawn.clear();
    annotations.keep();
    rejected.keep();
    replaced.keep();
    before =
        new Counts(
            new EnumMap<>(reasons), messages.size(), new TreeSet<>(corrected), repeated, conflicts);
  }

  @Override
  public void refused(ContractBreachException breach) {
    refused.add(breach);
    if (!annotations.takeBack() | !rejected.takeBack() | !replaced.takeBack()) {
      writtenOf.add(breach.file());
    }
    summary.remove(breach.file());
    reasons.clear();
    reasons.putAll(before.reasons());
    messages.subList(before.messages(), messages.size()).clear();
    corrected.clear();
    corrected.addAll(before.corrected());
    repeated = before.repeated();
    conflicts = before.conflicts();
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
  public void read(FileFacts facts) {
    files.add(facts);
    for (RejectedRow row : withdrawn) {
      corrected.add(Inboxes.round(row.file()));
      replaced.add(row.file(), row.row(), file, -1L, true);
      conflicts++;
      rejected(row);
    }
  }

  /** Why files were refused, in the order of their names. */
  List<ContractBreachException> refused() {
    return refused;
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
    if (!writtenOf.isEmpty()) {
      written.forEach(
          (round, table) ->
              rewrite(
                  table, Schemas.REJECTED, rows -> rows.where(not(col("file").isin(writtenOf())))));
    }
    written.forEach((round, folder) -> summary.write(run.workspace().files(), round, folder));
    return written;
  }

  /**
   * The annotations by the round in which they went out, once all rows are written: every answer
   * that ever stood, with what replaced it, and no row that its own file contradicts.
   */
  SortedMap<Integer, Path> annotations() {
    SortedMap<Integer, Path> written = annotations.written();
    SortedSet<Integer> rounds = new TreeSet<>(writtenOf.isEmpty() ? corrected : written.keySet());
    rounds.forEach(round -> rewrite(written.get(round), Schemas.ANNOTATIONS, this::corrected));
    return written;
  }

  private Dataset<Row> corrected(Dataset<Row> rows) {
    Dataset<Row> those =
        corrected.isEmpty()
            ? rows
            : rows.drop("replaced_by_file", "replaced_by_row")
                .join(
                    replaced.read().where(not(col("replaced_by_file").isin(writtenOf()))),
                    new String[] {"file", "row"},
                    "left")
                .where("NOT coalesce(conflict, false)");
    return those
        .where(not(col("file").isin(writtenOf())))
        .selectExpr(Schemas.ANNOTATIONS.fieldNames())
        .sortWithinPartitions("file", "row");
  }

  private Object[] writtenOf() {
    return writtenOf.toArray();
  }

  /** Puts other rows into a table's place. */
  private void rewrite(Path table, StructType schema, UnaryOperator<Dataset<Row>> change) {
    Path moved = new Path(run.folder(), "%s/moved-%d".formatted(WORKING, ++rewritten));
    try {
      FileSystem files = run.workspace().files();
      files.mkdirs(moved.getParent());
      if (!files.rename(table, moved)) {
        throw new IOException("It cannot be moved to " + moved);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot correct the rows in " + table, e);
    }
    Tables.write(change.apply(Tables.read(run.spark(), moved, schema)), table);
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
