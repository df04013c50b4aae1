package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.winnow.display.Columns;
import io.winnow.display.Highlight;
import io.winnow.display.HighlightedText;
import io.winnow.display.TerminalView;
import io.winnow.jobs.Intake;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Texts whose copies are labelled in different ways.
 *
 * @param corpus texts with such copies in the corpus
 * @param test texts with such copies in the test set that was given
 * @param between texts whose labels in the corpus are not those in the test set
 * @param table of {@link Schemas#CONFLICTS}, kept on the executors; empty if there are none
 */
record Conflicts(long corpus, long test, long between, Optional<Dataset<Row>> table) {

  static final Conflicts NONE = new Conflicts(0, 0, 0, Optional.empty());

  static final String TABLE = "conflicts";

  /** Texts that are sent to all tasks. */
  private static final int FEW = 100_000;

  private static final int TEXTS_SHOWN = 3;
  private static final int ROWS_READ = 30;
  private static final int COLUMNS = 80;
  private static final int COLUMNS_BEFORE = 30;

  /**
   * @param copies as {@link Copies#keyed}, and the {@code part} that they are in
   * @param settled for each of these texts its key, the sentence's id as {@code text_id}, and what
   *     was taken: the {@code part_taken}, and what its labels say, {@code says_taken}; null: all
   *     of the part
   */
  Conflicts in(Dataset<Row> copies, Dataset<Row> settled) {
    // Few, as a rule: then the copies of all the other texts need not move.
    Dataset<Row> texts = corpus + test + between <= FEW ? broadcast(settled) : settled;
    Dataset<Row> labelled = copies.where("says IS NOT NULL").join(texts, Copies.KEY);
    Dataset<Row> rows =
        Copies.versions(labelled, "part", "text_id", "part_taken", "says_taken")
            .withColumn("taken", expr("part = part_taken AND coalesce(says_taken = says, true)"))
            .selectExpr(
                "text_id AS id",
                "part",
                "first.text AS text",
                "first.words AS words",
                "first.spans AS spans",
                "copies",
                "taken")
            .orderBy(
                col("text"),
                col("id"),
                col("part"),
                col("taken").desc(),
                col("copies").desc(),
                col("spans"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Conflicts(corpus, test, between, Optional.of(rows));
  }

  boolean areAny() {
    return corpus + test + between > 0;
  }

  /** For the manifest, where there are any. */
  Map<String, Long> counts() {
    return areAny()
        ? Map.of("conflicts", corpus, "holdout_conflicts", test, "leaked_conflicts", between)
        : Map.of();
  }

  void tell(Intake.Tally tally) {
    List<String> lines = new ArrayList<>();
    if (corpus > 0) {
      lines.add(
          texts(corpus)
              + " labelled in different ways by copies; the labels of most copies are taken, else"
              + " those with most entities");
    }
    if (test > 0) {
      lines.add(
          texts(test)
              + " labelled in different ways by copies in the hold-out set; all of them stay");
    }
    if (between > 0) {
      lines.add(
          texts(between)
              + " labelled in the corpus in other ways than in the hold-out set; the latter"
              + " counts");
    }
    for (int i = 0; i < lines.size(); i++) {
      boolean isLast = i == lines.size() - 1;
      tally.warn(isLast ? lines.get(i) + "; the table conflicts has all:" + shown() : lines.get(i));
    }
  }

  private static String texts(long count) {
    return Intake.counted(count, "text is", "texts are");
  }

  /** The first texts, each with all that its copies say. */
  private String shown() {
    Map<String, List<Row>> texts = new LinkedHashMap<>();
    for (Row row : table.orElseThrow().limit(ROWS_READ).collectAsList()) {
      texts.computeIfAbsent(row.getAs("id"), id -> new ArrayList<>()).add(row);
    }
    StringBuilder shown = new StringBuilder();
    texts.values().stream()
        .limit(TEXTS_SHOWN)
        .flatMap(Conflicts::lines)
        .forEach(line -> shown.append("\n  ").append(line));
    return shown.toString();
  }

  /** A line for each way, cut to the place where they begin to differ. */
  private static Stream<String> lines(List<Row> ways) {
    Set<EntitySpan> shared = new HashSet<>(Rows.spans(ways.get(0), "spans"));
    ways.forEach(row -> shared.retainAll(Rows.spans(row, "spans")));
    int first = ways.stream().mapToInt(row -> firstOther(row, shared)).min().orElse(0);
    return ways.stream().map(row -> line(row, first));
  }

  private static int firstOther(Row row, Set<EntitySpan> shared) {
    Sentence sentence = Rows.sentence(row);
    return Rows.spans(row, "spans").stream()
        .filter(span -> !shared.contains(span))
        .mapToInt(sentence::start)
        .min()
        .orElse(sentence.text().length());
  }

  private static String line(Row row, int place) {
    long copies = row.getAs("copies");
    String lead =
        "%s, %s%s: "
            .formatted(
                row.<String>getAs("part"),
                Intake.counted(copies, "copy", "copies"),
                row.<Boolean>getAs("taken") ? ", taken" : "");
    Sentence sentence = Rows.sentence(row);
    int from =
        sentence.words().stream()
            .mapToInt(Word::start)
            .filter(start -> start <= place - COLUMNS_BEFORE)
            .max()
            .orElse(0);
    String cut = from == 0 ? "" : "...";
    int shift = cut.length() - from;
    List<Highlight> highlights =
        Rows.spans(row, "spans").stream()
            .filter(span -> sentence.start(span) >= from)
            .map(
                span ->
                    Highlight.of(
                        sentence.start(span) + shift, sentence.end(span) + shift, span.type()))
            .toList();
    String text =
        TerminalView.plain()
            .text(new HighlightedText(cut + sentence.text().substring(from), highlights));
    return Columns.shortened(lead + text, COLUMNS - 2);
  }
}
