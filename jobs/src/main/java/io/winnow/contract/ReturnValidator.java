package io.winnow.contract;

import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.parquet.BeyondBudgetException;
import io.winnow.contract.parquet.ParquetRows;
import io.winnow.contract.parquet.ReadBudget;
import io.winnow.display.Excerpt;
import io.winnow.text.LabelScheme;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/**
 * Validates returned files against what was sent, row by row. The result depends on the files'
 * names and bytes, not on the order in which they are listed:
 *
 * <ul>
 *   <li>A file with the same bytes as another is a second delivery; all its rows are repeated, and
 *       nothing changes, also if its name sorts before the other's.
 *   <li>An annotator's same answer to the same sentence counts once, where it was first given.
 *   <li>Of different answers of an annotator to a sentence the last one stands: last by file name,
 *       then by row. Names are the only order that survives copying; a correction needs a name that
 *       sorts after the first.
 *   <li>A sentence that more annotators have answered than were asked for, and {@link
 *       ReturnLimits#extraAnnotators} more, has no answer.
 *   <li>A file that breaks the contract as a whole, or takes more than it may, changes nothing.
 * </ul>
 */
public final class ReturnValidator {

  private static final int BATCHES_TOLD = 3;

  private final LabelScheme labels;
  private final TypeMap map;
  private final SentSentences sent;
  private final ReturnLimits limits;
  private final ParquetRows.Source source;

  /**
   * @param labels the entity types of the hand-off
   * @param map how those call types who return them
   * @param sent all that went out and may come back
   * @param source what reads the files
   */
  public ReturnValidator(
      LabelScheme labels,
      TypeMap map,
      SentSentences sent,
      ReturnLimits limits,
      ParquetRows.Source source) {
    this.labels = labels;
    this.map = map;
    this.sent = sent;
    this.limits = limits;
    this.source = source;
  }

  /**
   * @param files in any order; see {@link TakenInbox}
   * @param sink hears of files that as a whole can't be read, or are not what they seem: their
   *     offsets count something else, or their answers are in columns of other names
   * @return rows read of files that were not refused
   */
  public long validate(FileSystem fs, Collection<Delivery> files, ReturnSink sink)
      throws IOException {
    return validate(fs, files, Delivery.repeats(files, name -> false), sink);
  }

  /**
   * As above, with files that are repeats whatever their names are.
   *
   * @param repeats see {@link Delivery#repeats}
   */
  public long validate(
      FileSystem fs, Collection<Delivery> files, Set<String> repeats, ReturnSink sink)
      throws IOException {
    StandingAnnotations standing = new StandingAnnotations(sink, limits);
    ReturnBudget budget = new ReturnBudget(limits, sent.answersAsked());
    Map<String, FileRead> byDigest = new HashMap<>();
    long rowsRead = 0;
    List<Delivery> inOrder = files.stream().sorted(Comparator.comparing(Delivery::name)).toList();
    for (Delivery file : inOrder) {
      if (repeats.contains(file.name())) {
        continue;
      }
      sink.begins(file.name());
      standing.begin();
      ReadBudget own = budget.begin();
      try {
        budget.requireLength(file.name(), file.length());
        FileRead read = validate(fs, file, standing, sink, own);
        byDigest.put(file.sha256(), read);
        rowsRead += read.rows();
        budget.read();
      } catch (BeyondBudgetException e) {
        refuse(budget.breach(file.name(), e.resource()), budget, standing, sink);
      } catch (ContractBreachException e) {
        refuse(e, budget, standing, sink);
      }
    }
    for (Delivery file : inOrder) {
      FileRead first = byDigest.get(file.sha256());
      if (repeats.contains(file.name()) && first == null) {
        sink.begins(file.name());
        sink.refused(
            ContractBreachException.unreadable(
                file.name(), "it is a copy of a file that is refused", null));
      } else if (repeats.contains(file.name())) {
        sink.begins(file.name());
        sink.repeated(first.rows());
        sink.again(
            new ReturnSink.DeliveredAgain(
                file.name(), first.name(), file.sha256(), List.copyOf(first.batches())));
        rowsRead += first.rows();
      }
    }
    return rowsRead;
  }

  /**
   * @param batches the first few that its rows name
   */
  private record FileRead(String name, long rows, SortedSet<String> batches) {}

  private static void refuse(
      ContractBreachException breach,
      ReturnBudget budget,
      StandingAnnotations standing,
      ReturnSink sink) {
    budget.refused();
    standing.undo(breach.file());
    sink.refused(breach);
  }

  private FileRead validate(
      FileSystem fs,
      Delivery file,
      StandingAnnotations standing,
      ReturnSink sink,
      ReadBudget budget)
      throws IOException {
    long number = 0;
    SortedSet<String> batches = new TreeSet<>();
    ReturnTally tally = new ReturnTally(file.name());
    RowValidator validator = new RowValidator(labels, map, sent, tally);
    List<String> columns;
    List<String> unused;
    List<String> unusedFields;
    try (ReturnReader reader = ReturnReader.open(source, fs, file, budget)) {
      for (ReturnedAnnotation row = reader.next(); row != null; row = reader.next()) {
        tally.read(row);
        if (row.batchId() != null && batches.size() < BATCHES_TOLD) {
          batches.add(Excerpt.of(row.batchId()));
        }
        try {
          validator.requireSent(row, reader.echoed());
          standing.add(validator.validate(file.name(), number, row), validator.asked(row));
        } catch (InvalidRowException e) {
          sink.rejected(RowValidator.rejected(file.name(), number, row, e));
        }
        number++;
      }
      columns = reader.columns();
      unused = reader.unused();
      unusedFields = reader.unusedFields();
    }
    tally.requireCodePoints();
    tally.requireWords();
    if (standing.hasSpansApart()) {
      tally.requireSpansTogether();
    }
    List<String> remarks = new ArrayList<>();
    MisplacedAnswers misplaced =
        new MisplacedAnswers(() -> source.open(fs, file.path(), budget), file, columns, unused);
    if (tally.saysNothing()) {
      misplaced.requireNoEntity(sent);
    }
    if (!tally.hasStatus()) {
      misplaced.requireNoStatus();
      misplaced.untouched(tally.marked()).ifPresent(remarks::add);
    }
    sink.read(tally.facts(Stream.concat(unused.stream(), unusedFields.stream()).toList(), remarks));
    return new FileRead(file.name(), number, batches);
  }
}
