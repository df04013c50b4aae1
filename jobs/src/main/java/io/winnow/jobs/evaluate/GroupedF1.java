package io.winnow.jobs.evaluate;

import io.winnow.display.Excerpt;
import io.winnow.evaluation.SpanCounts;
import io.winnow.jobs.evaluate.Evaluation.Measures;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * F1 on the held-out sentences by the values of a column.
 *
 * @param groups with most sentences, these first
 * @param otherValues how many values have no group of their own
 * @param other the sentences with these values; null if there are none
 */
public record GroupedF1(String column, List<Group> groups, long otherValues, Group other) {

  /** With fewer entities than this, F1 tells little: one of them more or less is 2 points. */
  private static final long FEW = 50;

  /** Characters of a value that are shown. */
  private static final int LONGEST = 40;

  private static final int WIDTH = 14;

  /**
   * @param value null: sentences without one
   * @param measures by conlleval's rules
   */
  public record Group(String value, long sentences, Measures measures) {

    /** Whether its F1 rests on few entities. */
    public boolean hasFew() {
      return measures.gold() < FEW;
    }
  }

  public GroupedF1 {
    groups = List.copyOf(groups);
  }

  /**
   * @param values of the column, all of them
   * @param all sentences, with all values
   */
  static GroupedF1 of(String column, List<Group> groups, long values, Group all) {
    long others = values - groups.size();
    if (others == 0) {
      return new GroupedF1(column, groups, 0, null);
    }
    Group rest =
        new Group(
            null,
            all.sentences() - groups.stream().mapToLong(Group::sentences).sum(),
            Measures.of(
                new SpanCounts(
                    rest(all, groups, Measures::gold),
                    rest(all, groups, Measures::predicted),
                    rest(all, groups, Measures::correct))));
    return new GroupedF1(column, groups, others, rest);
  }

  private static long rest(Group all, List<Group> groups, ToLongFunction<Measures> count) {
    return count.applyAsLong(all.measures())
        - groups.stream().map(Group::measures).mapToLong(count).sum();
  }

  /** The groups as they are shown, the others last. */
  public List<Group> shown() {
    return Stream.concat(groups.stream(), Stream.ofNullable(other)).toList();
  }

  /** For people. */
  public String name(Group group) {
    if (group == other) {
      return "other (%,d values)".formatted(otherValues);
    }
    return group.value() == null ? "(none)" : Excerpt.of(group.value(), LONGEST);
  }

  /** For people, a line each. */
  String text() {
    return "by %s:%s"
        .formatted(
            Excerpt.of(column, LONGEST),
            shown().stream().map(this::line).collect(Collectors.joining()));
  }

  private String line(Group group) {
    Measures its = group.measures();
    String f1 = its.gold() + its.predicted() == 0 ? "-     " : number(its.f1());
    return String.format(
        Locale.ROOT,
        "\n  %-" + WIDTH + "s F1 %s  precision %s  recall %s  gold %,d in %,d sentences%s",
        name(group),
        f1,
        its.predicted() == 0 ? "-     " : number(its.precision()),
        its.gold() == 0 ? "-     " : number(its.recall()),
        its.gold(),
        group.sentences(),
        group.hasFew() ? " (few)" : "");
  }

  private static String number(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }
}
