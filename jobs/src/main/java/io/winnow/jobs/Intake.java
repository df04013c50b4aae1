package io.winnow.jobs;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.display.Excerpt;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was understood of files that somebody brought, and what was not: the end of every {@code
 * init} and {@code vendor import}, so that labels that were lost or misread are seen at once.
 *
 * @param what begins the text, such as {@code Read}
 * @param records all that the files hold, those left out too
 * @param words in the sentences counted
 * @param duplicates records that repeat another
 * @param entities by type
 * @param leftOut in the order in which they are told
 * @param notUsed by kind, such as {@code fields}: each name, and how many records have it
 * @param notes what else there is to know, a line each
 * @param warnings what may be wrong, a line each
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Intake(
    String what,
    long records,
    Sentences sentences,
    long words,
    long duplicates,
    SortedMap<String, Long> entities,
    List<LeftOut> leftOut,
    SortedMap<String, SortedMap<String, Long>> notUsed,
    List<String> notes,
    List<String> warnings) {

  private static final String WARNING = "Warning: ";

  /** Names with their counts. */
  private static final int MOST_SHOWN = 100;

  /**
   * @param withEntities sentences with an entity at least
   * @param withoutEntities sentences that are known to hold none
   * @param notLabelled sentences of which nothing is known
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Sentences(long withEntities, long withoutEntities, long notLabelled) {

    private String text() {
      List<String> parts = new ArrayList<>();
      add(parts, withEntities, "with entities");
      add(parts, withoutEntities, parts.isEmpty() ? "without entities" : "without");
      add(parts, notLabelled, "not labelled");
      return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String which) {
      if (count > 0) {
        String number = parts.isEmpty() ? counted(count, "sentence", "sentences") : number(count);
        parts.add(number + " " + which);
      }
    }
  }

  /**
   * What is not in the result.
   *
   * @param reason what it is, in the plural, such as {@code bad records}
   * @param one the same in the singular
   * @param by parts of the count that have a name, such as an entity type; may be empty
   */
  public record LeftOut(String reason, String one, long count, SortedMap<String, Long> by) {

    public LeftOut {
      by = Collections.unmodifiableSortedMap(new TreeMap<>(by));
    }

    @Override
    public String toString() {
      String parts = by.isEmpty() ? "" : " (%s)".formatted(byCount(by));
      return counted(count, one, reason) + parts;
    }
  }

  public Intake {
    entities = Collections.unmodifiableSortedMap(new TreeMap<>(entities));
    leftOut = List.copyOf(leftOut);
    SortedMap<String, SortedMap<String, Long>> kinds = new TreeMap<>();
    notUsed.forEach(
        (kind, names) -> kinds.put(kind, Collections.unmodifiableSortedMap(new TreeMap<>(names))));
    notUsed = Collections.unmodifiableSortedMap(kinds);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** Counts something to be called so. */
  public static Tally tally(String what) {
    return new Tally(what);
  }

  /** A few lines for a person; what is zero is not mentioned. */
  public String text() {
    return Stream.of(
            Stream.of(firstLine()),
            part("entities: ", byCount(entities)),
            part("left out: ", leftOut.stream().map(LeftOut::toString).collect(joining("; "))),
            part("not used: ", notUsedText()),
            notes.stream().map("  "::concat),
            warnings.stream().map(WARNING::concat))
        .flatMap(lines -> lines)
        .collect(joining("\n"));
  }

  private String firstLine() {
    Stream<String> parts =
        Stream.of(
            sentences.text(),
            words == 0 ? "" : counted(words, "word", "words"),
            duplicates == 0 ? "" : counted(duplicates, "duplicate", "duplicates"));
    String found = parts.filter(part -> !part.isEmpty()).collect(joining("; "));
    return "%s: %s%s"
        .formatted(
            what, counted(records, "record", "records"), found.isEmpty() ? "" : ": " + found);
  }

  private static Stream<String> part(String name, String text) {
    return text.isEmpty() ? Stream.of() : Stream.of("  " + name + text);
  }

  /** Such as {@code columns 1, 3; fields sentiment}. */
  public String notUsedText() {
    return notUsed.entrySet().stream()
        .map(kind -> kind.getKey() + " " + Excerpt.list(kind.getValue().keySet()))
        .collect(joining("; "));
  }

  /** Such as {@code PER 212, LOC 120}: the most first. */
  public static String byCount(SortedMap<String, Long> counts) {
    Comparator<Map.Entry<String, Long>> mostFirst = Map.Entry.comparingByValue();
    return counts.entrySet().stream()
            .sorted(mostFirst.reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_SHOWN)
            .map(it -> Excerpt.of(it.getKey()) + " " + number(it.getValue()))
            .collect(joining(", "))
        + (counts.size() <= MOST_SHOWN
            ? ""
            : " and %,d more".formatted(counts.size() - MOST_SHOWN));
  }

  /** Such as {@code 1 record} or {@code 2,000 records}. */
  public static String counted(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Counts. For one thread. */
  public static final class Tally {

    private final String what;
    private final SortedMap<String, Long> entities = new TreeMap<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, Long>> notUsed = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Sentences sentences = new Sentences(0, 0, 0);
    private long records;
    private long words;
    private long duplicates;

    private Tally(String what) {
      this.what = what;
    }

    public Tally records(long more) {
      records += more;
      return this;
    }

    public Tally words(long more) {
      words += more;
      return this;
    }

    public Tally duplicates(long more) {
      duplicates += more;
      return this;
    }

    /** Sentences counted elsewhere; their entities and words are to be added, too. */
    public Tally sentences(Sentences more) {
      sentences =
          new Sentences(
              sentences.withEntities() + more.withEntities(),
              sentences.withoutEntities() + more.withoutEntities(),
              sentences.notLabelled() + more.notLabelled());
      return this;
    }

    /** A sentence whose entities are known; its words are to be added, too. */
    public Tally labelled(List<EntitySpan> spans) {
      spans.forEach(span -> entities(span.type(), 1));
      return sentences(new Sentences(spans.isEmpty() ? 0 : 1, spans.isEmpty() ? 1 : 0, 0));
    }

    public Tally entities(String type, long more) {
      entities.merge(type, more, Long::sum);
      return this;
    }

    /**
     * Not mentioned if there is none.
     *
     * @param one such as {@code bad record}
     * @param many such as {@code bad records}
     */
    public Tally leftOut(long count, String one, String many) {
      return leftOut(count, one, many, Collections.emptySortedMap());
    }

    /** As above, with the parts that have a name. */
    public Tally leftOut(long count, String one, String many, SortedMap<String, Long> by) {
      if (count > 0) {
        leftOut.add(new LeftOut(many, one, count, by));
      }
      return this;
    }

    /**
     * @param kind in the plural, such as {@code fields}
     */
    public Tally notUsed(String kind, String name, long more) {
      notUsed.computeIfAbsent(kind, it -> new TreeMap<>()).merge(name, more, Long::sum);
      return this;
    }

    public Tally note(String line) {
      notes.add(line);
      return this;
    }

    /**
     * @param line without the word that makes it stand out
     */
    public Tally warn(String line) {
      warnings.add(line);
      return this;
    }

    /** A note, or a warning if it begins like one. */
    public Tally line(String line) {
      return line.startsWith(WARNING) ? warn(line.substring(WARNING.length())) : note(line);
    }

    public Intake done() {
      return new Intake(
          what, records, sentences, words, duplicates, entities, leftOut, notUsed, notes, warnings);
    }
  }
}
