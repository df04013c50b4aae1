package io.winnow.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an import understood of its files, and what not.
 *
 * @param records lines, tasks or sentences, broken ones too
 * @param noAnswers what was no answer, and how often
 * @param faults why records were rejected, and how often
 * @param firstFaults the first in full
 * @param unused for each file the fields passed over, and how many records have them
 * @param suggested answers to sentences with suggestions
 * @param notes what else there is to say of files
 */
public record ImportSummary(
    long records,
    SortedMap<String, Long> noAnswers,
    SortedMap<String, Long> faults,
    List<String> firstFaults,
    SortedMap<String, SortedMap<String, Long>> unused,
    Suggested suggested,
    List<String> notes) {

  /**
   * Answers to sentences that went out with suggestions.
   *
   * @param unchanged those that are exactly what was suggested
   */
  public record Suggested(long answers, long unchanged) {

    Suggested and(Suggested more) {
      return new Suggested(answers + more.answers, unchanged + more.unchanged);
    }

    /** Whether more of them than this share are unchanged. */
    public boolean exceeds(double share) {
      return unchanged > share * answers;
    }

    @Override
    public String toString() {
      return "%,d of %,d answers are exactly what was suggested".formatted(unchanged, answers);
    }
  }

  /** Such as {@code 12 records without an annotation}. */
  String noAnswersText() {
    return noAnswers.entrySet().stream()
        .map(one -> "%,d of %,d records %s".formatted(one.getValue(), records, one.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** Counts. */
  static final class Tally {

    private static final int MOST_FAULTS = 5;

    private final SortedMap<String, Long> noAnswers = new TreeMap<>();
    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final List<String> firstFaults = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, Long>> unused = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private Suggested suggested = new Suggested(0, 0);
    private long records;

    void record() {
      records++;
    }

    void noAnswer(String what) {
      noAnswers.merge(what, 1L, Long::sum);
    }

    void fault(String file, String error, Fault fault) {
      faults.merge(fault.toString(), 1L, Long::sum);
      if (firstFaults.size() < MOST_FAULTS) {
        firstFaults.add("%s: %s".formatted(file, error));
      }
    }

    void unused(String file, String field) {
      unused.computeIfAbsent(file, name -> new TreeMap<>()).merge(field, 1L, Long::sum);
    }

    void note(String line) {
      notes.add(line);
    }

    void suggested(Suggested more) {
      suggested = suggested.and(more);
    }

    ImportSummary done() {
      return new ImportSummary(
          records,
          Collections.unmodifiableSortedMap(noAnswers),
          Collections.unmodifiableSortedMap(faults),
          List.copyOf(firstFaults),
          Collections.unmodifiableSortedMap(unused),
          suggested,
          List.copyOf(notes));
    }
  }
}
