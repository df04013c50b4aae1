package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.Corpus.ReadCounts;
import io.winnow.offsets.OffsetTally;
import io.winnow.offsets.OffsetVote;
import io.winnow.spark.Packed;
import io.winnow.spark.Schemas;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What reading an input found, summed up over its records in one job of Spark's. */
final class Findings implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bad records and examples of a warning that are shown. */
  private static final int PROBLEMS_SHOWN = 5;

  private static final int EXAMPLES_SHOWN = 3;

  /** Characters of what is said of a record. */
  private static final int LONGEST = 1_000;

  /** Texts of remarks that are kept: records whose fields' names are data have no end of them. */
  private static final int MOST_TEXTS = 1_000;

  /** Names of fields in which an empty list may mean that there is no entity. */
  private static final Pattern MAYBE_SPANS =
      Pattern.compile("(?i).*(ner|entit|ents|span|label|annot|mention).*");

  private long sentences;
  private long records;
  private long bad;
  private final First problems = new First(PROBLEMS_SHOWN);
  private final SortedMap<Subject, Tally> remarks = new TreeMap<>();
  private final SortedMap<String, OffsetTally> votes = new TreeMap<>();
  private final FieldKinds metadata = new FieldKinds();

  private record Subject(Remark.Kind kind, String text)
      implements Comparable<Subject>, Serializable {

    private static final Comparator<Subject> ORDER =
        Comparator.comparing(Subject::kind).thenComparing(Subject::text);

    @Override
    public int compareTo(Subject other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private long count;
    private final First examples = new First(EXAMPLES_SHOWN);

    private void add(Tally other) {
      count += other.count;
      examples.add(other.examples);
    }
  }

  /** The first few of something, in the order of files and lines. */
  private static final class First implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int most;
    private final List<Example> examples = new ArrayList<>();

    private First(int most) {
      this.most = most;
    }

    private void add(First other) {
      other.examples.forEach(this::add);
    }

    private void add(Example example) {
      if (examples.size() == most && Example.ORDER.compare(example, examples.get(most - 1)) >= 0) {
        return;
      }
      examples.add(example);
      examples.sort(Example.ORDER);
      if (examples.size() > most) {
        examples.remove(most);
      }
    }

    private List<String> shown() {
      return examples.stream().map(Example::shown).toList();
    }
  }

  private record Example(String file, Long line, String text) implements Serializable {

    private static final Comparator<Example> ORDER =
        Comparator.comparing(Example::file)
            .thenComparing(Example::line, Comparator.nullsFirst(Comparator.naturalOrder()));

    private String shown() {
      String place = line == null ? file : "%s line %d".formatted(file, line);
      return text.isEmpty() ? place : place + ": " + line(text);
    }

    /** A text may quote a record: many lines, as long as a book. */
    private static String line(String text) {
      String flat = text.replaceAll("\\s+", " ");
      return flat.length() <= LONGEST
          ? flat
          : flat.substring(0, flat.offsetByCodePoints(0, LONGEST / 2)) + "...";
    }
  }

  /**
   * @param parsed of {@link RecordRows#SCHEMA}
   */
  static Findings of(Dataset<Row> parsed) {
    Findings all = new Findings();
    parsed
        .selectExpr("size(words) > 0", "seen", Schemas.METADATA)
        .javaRDD()
        .mapPartitions(rows -> List.of(Packed.pack(of(rows))).iterator())
        .collect()
        .forEach(part -> all.add(Packed.unpack(Findings.class, part)));
    return all;
  }

  private static Findings of(Iterator<Row> rows) {
    Findings found = new Findings();
    rows.forEachRemaining(found::add);
    return found;
  }

  private void add(Row row) {
    records++;
    sentences += row.getBoolean(0) ? 1 : 0;
    if (!row.isNullAt(1)) {
      addSeen(row.getStruct(1));
    }
    if (!row.isNullAt(2)) {
      metadata.add(row.getString(2));
    }
  }

  private void addSeen(Row seen) {
    String file = seen.getString(0);
    Long line = seen.getAs(1);
    if (!seen.isNullAt(2)) {
      bad++;
      problems.add(new Example(file, line, seen.getString(2)));
    }
    List<Remark> its = seen.<Row>getList(3).stream().map(Remark::of).toList();
    if (its.contains(Remark.FURTHER)) {
      // What else there is to say of its record was said with the first sentence.
      its = List.of(Remark.FURTHER);
    }
    for (Remark remark : its) {
      Tally tally = new Tally();
      tally.count = 1;
      tally.examples.add(new Example(file, line, remark.example()));
      add(new Subject(remark.kind(), remark.text()), tally);
    }
    for (int vote : seen.<Integer>getList(4)) {
      votes.computeIfAbsent(file, any -> new OffsetTally()).add(new OffsetVote(vote));
    }
  }

  private void add(Findings other) {
    sentences += other.sentences;
    records += other.records;
    bad += other.bad;
    problems.add(other.problems);
    other.remarks.forEach(this::add);
    other.votes.forEach(
        (file, more) -> votes.computeIfAbsent(file, any -> new OffsetTally()).add(more));
    metadata.add(other.metadata);
  }

  private void add(Subject subject, Tally tally) {
    if (remarks.containsKey(subject) || remarks.size() < MOST_TEXTS) {
      remarks.computeIfAbsent(subject, any -> new Tally()).add(tally);
    }
  }

  ReadCounts counts() {
    long further = of(Remark.Kind.FURTHER).mapToLong(it -> it.getValue().count).sum();
    return new ReadCounts(sentences, records - sentences - bad, bad, further);
  }

  /** The first bad records, with file and line. */
  List<String> problems() {
    return problems.shown();
  }

  /** What spans tell of how offsets count, by files' names. */
  SortedMap<String, OffsetTally> votes() {
    return votes;
  }

  /** Of the fields that are kept. */
  FieldKinds metadata() {
    return metadata;
  }

  /** Names of fields that were not used, and in how many records they stood. */
  SortedMap<String, Long> unusedFields() {
    SortedMap<String, Long> unused = new TreeMap<>();
    of(Remark.Kind.UNUSED).forEach(it -> unused.put(it.getKey().text(), it.getValue().count));
    meaningNone().forEach(unused::remove);
    return unused;
  }

  /** Fields that hold spans in some records and an empty list in others: these have no entity. */
  List<String> meaningNone() {
    List<String> spans = of(Remark.Kind.SPANS).map(it -> it.getKey().text()).toList();
    return of(Remark.Kind.EMPTY).map(it -> it.getKey().text()).filter(spans::contains).toList();
  }

  /** Fields that are empty wherever they stand, and may be meant to hold spans. */
  private Stream<String> emptyNotes() {
    List<String> none = meaningNone();
    return of(Remark.Kind.EMPTY)
        .filter(it -> MAYBE_SPANS.matcher(it.getKey().text()).matches())
        .filter(it -> !none.contains(it.getKey().text()))
        .map(
            it ->
                "Warning: records in which '%s' is an empty list, taken as not annotated: %,d; call it 'spans' if it means no entity"
                    .formatted(it.getKey().text(), it.getValue().count));
  }

  /** A line each; {@code Warning: } begins one, which has its count and the first examples. */
  List<String> notes() {
    return Stream.of(
            of(Remark.Kind.NOTE).map(it -> it.getKey().text()),
            of(Remark.Kind.WARNING).map(it -> warning(it.getKey(), it.getValue())),
            emptyNotes())
        .flatMap(lines -> lines)
        .toList();
  }

  private static String warning(Subject subject, Tally tally) {
    List<String> examples = tally.examples.shown();
    String first = tally.count == examples.size() ? "" : "the first ";
    return "Warning: %s: %,d (%s%s)"
        .formatted(subject.text(), tally.count, first, String.join("; ", examples));
  }

  private Stream<Map.Entry<Subject, Tally>> of(Remark.Kind kind) {
    return remarks.entrySet().stream().filter(it -> it.getKey().kind() == kind);
  }
}
