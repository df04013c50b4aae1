package io.winnow.contract;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.FileFacts;
import io.winnow.contract.ReturnSink.RejectedRow;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.text.LabelScheme;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileSystem;

/**
 * What became of a delivery, all in memory.
 *
 * @param accepted answers that stand, by record id, then annotator
 * @param rejected by file, then row
 * @param corrected answers that a later file replaces
 * @param files in the order of their names
 */
public record CollectedReturns(
    List<AcceptedAnnotation> accepted,
    List<RejectedRow> rejected,
    List<ReplacedAnnotation> corrected,
    List<FileFacts> files,
    long repeated,
    long rowsRead) {

  /** As in winnow.conf, but for as many annotators and answers as any test has. */
  public static final ReturnLimits LIMITS =
      new ReturnLimits(200_000, 20_000_000, 256, 120, 512, 100_000, 10_000);

  public static CollectedReturns of(
      LabelScheme labels, SentSentences sent, FileSystem fs, Collection<Delivery> files)
      throws IOException {
    return of(labels, TypeMap.NONE, sent, fs, files);
  }

  public static CollectedReturns of(
      LabelScheme labels,
      TypeMap map,
      SentSentences sent,
      FileSystem fs,
      Collection<Delivery> files)
      throws IOException {
    return of(new ReturnValidator(labels, map, sent, LIMITS, ParquetIn::open), fs, files);
  }

  /** The first breach is thrown. */
  public static CollectedReturns of(
      ReturnValidator validator, FileSystem fs, Collection<Delivery> files) throws IOException {
    Collected collected = new Collected();
    long rowsRead = validator.validate(fs, files, collected);
    return collected.check(rowsRead);
  }

  /** Of the files that were not refused; the others are told why. */
  static CollectedReturns of(
      ReturnValidator validator,
      FileSystem fs,
      Collection<Delivery> files,
      Consumer<ContractBreachException> refused)
      throws IOException {
    Collected collected = new Collected();
    collected.onRefusal = refused;
    long rowsRead = validator.validate(fs, files, collected);
    return collected.check(rowsRead);
  }

  private static final class Collected implements ReturnSink {

    private final List<AcceptedAnnotation> accepted = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<ReplacedAnnotation> corrected = new ArrayList<>();
    private final List<FileFacts> files = new ArrayList<>();
    private Consumer<ContractBreachException> onRefusal =
        breach -> {
          throw breach;
        };
    private Collected before;
    private long repeated;

    @Override
    public void begins(String file) {
      before = new Collected();
      before.addAll(this);
    }

    @Override
    public void refused(ContractBreachException breach) {
      onRefusal.accept(breach);
      addAll(before);
    }

    private void addAll(Collected other) {
      accepted.clear();
      accepted.addAll(other.accepted);
      rejected.clear();
      rejected.addAll(other.rejected);
      corrected.clear();
      corrected.addAll(other.corrected);
      repeated = other.repeated;
    }

    @Override
    public void accepted(AcceptedAnnotation answer) {
      accepted.add(answer);
    }

    @Override
    public void rejected(RejectedRow row) {
      rejected.add(row);
    }

    @Override
    public void withdrawn(RejectedRow row) {
      accepted.removeIf(before -> before.file().equals(row.file()) && before.row() == row.row());
      rejected.add(row);
    }

    @Override
    public void repeated(long rows) {
      repeated += rows;
    }

    @Override
    public void read(FileFacts file) {
      files.add(file);
    }

    @Override
    public void replaced(ReplacedAnnotation answer) {
      accepted.removeIf(
          before -> before.file().equals(answer.file()) && before.row() == answer.row());
      if (answer.isConflict()) {
        rejected.add(answer.rejected());
      } else {
        corrected.add(answer);
      }
    }

    CollectedReturns check(long rowsRead) {
      accepted.sort(
          Comparator.<AcceptedAnnotation, String>comparing(a -> a.annotation().sentenceId())
              .thenComparing(a -> a.annotation().annotatorId()));
      rejected.sort(Comparator.comparing(RejectedRow::file).thenComparingLong(RejectedRow::row));
      return new CollectedReturns(accepted, rejected, corrected, files, repeated, rowsRead);
    }
  }
}
