package io.winnow.contract;

import io.winnow.contract.parquet.ReadBudget;
import io.winnow.contract.parquet.ReadBudget.Amounts;
import io.winnow.contract.parquet.ReadBudget.Resource;
import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code merge.limits.*}: what all returns together may take. Amounts are for up to
 * {@value #ANSWERS} answers that were asked for, and grow with these.
 *
 * @param seconds of a processor
 * @param heapMegabytes that reading one file may take
 * @param answersPerRecord rows, right or repeated
 * @param extraAnnotators of a sentence, beyond those asked for
 */
@Section("merge.limits")
public record ReturnLimits(
    long rows,
    long values,
    long megabytes,
    long seconds,
    int heapMegabytes,
    int answersPerRecord,
    int extraAnnotators) {

  static final int ANSWERS = 10_000;

  private static final int MEGABYTE = 20;
  private static final int LEAST_HEAP = 64;
  private static final int MOST_EXTRA = 10_000;

  public ReturnLimits {
    Validation.of(ReturnLimits.class)
        .atLeast("rows", 1, rows)
        .atLeast("values", 1, values)
        .atLeast("megabytes", 1, megabytes)
        .atLeast("seconds", 1, seconds)
        .atLeast("heap-megabytes", LEAST_HEAP, heapMegabytes)
        .atLeast("answers-per-record", 1, answersPerRecord)
        .atLeast("extra-annotators", 0, extraAnnotators)
        .require(
            extraAnnotators <= MOST_EXTRA,
            "extra-annotators",
            "must be at most %d, not %d".formatted(MOST_EXTRA, extraAnnotators))
        .done();
  }

  /** For files that hold all answers that were asked for. */
  public ReadBudget budget(long answers) {
    return new ReadBudget(amounts(answers));
  }

  /** Of an export of another tool that goes beyond that. */
  public ContractBreachException breachOfImport(String file, Resource resource, long answers) {
    Amounts all = amounts(answers);
    return ContractBreachException.tooLargeImport(
        file,
        "it has more than %,d %s, which is enough for the %,d answers that were asked for"
            .formatted(
                resource == Resource.ROWS ? all.rows() : all.bytes() >> MEGABYTE,
                resource.words(),
                answers),
        "merge.limits." + resource.key());
  }

  /** For a look at one file, however few answers were asked for. */
  ReadBudget ofOneFile() {
    Amounts all = amounts(0);
    return new ReadBudget(
        new Amounts(
            all.rows(), all.values(), all.bytes(), all.millis() / ReturnBudget.SHARE_OF_TIME));
  }

  /**
   * @param answers that were asked for
   */
  Amounts amounts(long answers) {
    return new Amounts(
        of(rows, answers),
        of(values, answers),
        of(megabytes << MEGABYTE, answers),
        of(1000 * seconds, answers));
  }

  private static long of(long limit, long answers) {
    return (long) (limit * Math.max(1, (double) answers / ANSWERS));
  }
}
