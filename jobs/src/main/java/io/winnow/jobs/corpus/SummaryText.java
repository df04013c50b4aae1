package io.winnow.jobs.corpus;

import io.winnow.display.Columns;
import io.winnow.display.Printable;
import io.winnow.jobs.corpus.CorpusSummary.Count;
import io.winnow.jobs.corpus.CorpusSummary.Coverage;
import io.winnow.jobs.corpus.CorpusSummary.Entities;
import io.winnow.jobs.corpus.CorpusSummary.Lengths;
import io.winnow.jobs.corpus.CorpusSummary.MetadataColumn;
import io.winnow.jobs.corpus.CorpusSummary.Script;
import io.winnow.jobs.corpus.CorpusSummary.Size;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@link CorpusSummary} for a person, within 80 columns but for paths. */
public final class SummaryText {

  private static final String INDENT = "  ";

  /** Values of a column, and texts of a type. */
  private static final int VALUES = 5;

  private static final int SCRIPTS = 10;

  /** Columns of a name, and of a value. */
  private static final int NAME = 24;

  private static final int VALUE = 30;

  private SummaryText() {}

  public static String of(CorpusSummary summary) {
    StringBuilder out = new StringBuilder();
    out.append("Workspace  ").append(Printable.inLine(summary.workspace())).append('\n');
    out.append(size("Corpus", summary.corpus()));
    out.append(
        summary.holdout().sentences() == 0
            ? "Hold-out   none, so F1 is not measured\n"
            : size("Hold-out", summary.holdout()));
    lengths(out, summary);
    coverage(out, summary);
    scripts(out, summary);
    metadata(out, summary.metadata());
    out.append("\nCopies and near-duplicates\n");
    SummaryWords.duplicates(summary.duplicates())
        .forEach(it -> out.append(Columns.wrapped(INDENT, it)));
    entities(out, summary);
    return out.toString();
  }

  private static String size(String name, Size size) {
    return "%-10s %,d sentences, %,d words, %,d characters%n"
        .formatted(name, size.sentences(), size.words(), size.characters());
  }

  private static void lengths(StringBuilder out, CorpusSummary summary) {
    out.append("\nWords per sentence\n");
    row(out, "", "min", "5 %", "25 %", "50 %", "75 %", "95 %", "99 %", "max");
    lengths(out, "corpus", summary.corpus().wordsPerSentence());
    lengths(out, "hold-out", summary.holdout().wordsPerSentence());
  }

  private static void lengths(StringBuilder out, String name, Lengths lengths) {
    if (lengths != null) {
      row(
          out,
          name,
          IntStream.of(
                  lengths.min(),
                  lengths.p5(),
                  lengths.p25(),
                  lengths.p50(),
                  lengths.p75(),
                  lengths.p95(),
                  lengths.p99(),
                  lengths.max())
              .mapToObj("%,d"::formatted)
              .toArray(String[]::new));
    }
  }

  private static void row(StringBuilder out, String name, String... cells) {
    out.append(INDENT).append(Columns.padded(name, 10));
    for (String cell : cells) {
      out.append(String.format(Locale.ROOT, "%8s", cell));
    }
    out.append('\n');
  }

  private static void coverage(StringBuilder out, CorpusSummary summary) {
    long sentences = summary.coverage().stream().mapToLong(Coverage::sentences).sum();
    long words = summary.coverage().stream().mapToLong(Coverage::words).sum();
    out.append("\nWhere sentences stand\n");
    shares(out, "", "sentences", "", "words", "");
    for (Coverage it : summary.coverage()) {
      shares(out, Standing.of(it.standing()).words(), it.sentences(), sentences, it.words(), words);
    }
    SummaryWords.vocabulary(summary).ifPresent(it -> out.append(Columns.wrapped(INDENT, it)));
  }

  private static void scripts(StringBuilder out, CorpusSummary summary) {
    List<Script> scripts = summary.scripts();
    out.append("\nScripts: the one of 80 % or more of a sentence's letters\n");
    for (Script it : scripts.subList(0, Math.min(SCRIPTS, scripts.size()))) {
      shares(
          out,
          it.script(),
          it.sentences(),
          summary.corpus().sentences(),
          it.words(),
          summary.corpus().words());
    }
    more(out, scripts.size() - SCRIPTS, "scripts");
  }

  private static void shares(
      StringBuilder out, String name, long some, long all, long someWords, long allWords) {
    shares(
        out,
        name,
        "%,d".formatted(some),
        SummaryWords.percent(some, all),
        "%,d".formatted(someWords),
        SummaryWords.percent(someWords, allWords));
  }

  private static void shares(
      StringBuilder out, String name, String some, String share, String words, String wordShare) {
    String line =
        "%s%s%13s %9s %15s %9s"
            .formatted(INDENT, Columns.padded(name, NAME), some, share, words, wordShare);
    out.append(line.stripTrailing()).append('\n');
  }

  private static void metadata(StringBuilder out, List<MetadataColumn> columns) {
    if (!columns.isEmpty()) {
      out.append("\nMetadata\n");
    }
    for (MetadataColumn it : columns) {
      out.append(
          Columns.wrapped(
              INDENT,
              "%s (%s): %,d different, %,d missing"
                  .formatted(name(it.column()), it.type(), it.values(), it.missing())));
      out.append(Columns.wrapped("    ", values(it.mostFrequent(), it.values())));
    }
  }

  private static void entities(StringBuilder out, CorpusSummary summary) {
    for (String origin : EntityFacts.ORIGINS) {
      List<Entities> all =
          summary.entities().stream().filter(it -> it.from().equals(origin)).toList();
      if (!all.isEmpty()) {
        out.append('\n').append("Entities ").append(SummaryWords.origin(origin)).append('\n');
      }
      for (Entities it : all) {
        out.append(
            Columns.wrapped(
                INDENT,
                "%s: %,d, %,d different".formatted(name(it.type()), it.entities(), it.forms())));
        out.append(Columns.wrapped("    ", values(it.mostFrequent(), it.forms())));
      }
    }
    if (summary.entities().isEmpty()) {
      out.append("\nEntities: none are known yet\n");
    }
  }

  private static String name(String name) {
    return Columns.shortened(Printable.inLine(name), 2 * NAME);
  }

  private static String values(List<Count> top, long different) {
    return top.stream()
            .limit(VALUES)
            .map(
                it ->
                    "%s %,d"
                        .formatted(
                            Columns.shortened(Printable.inLine(it.value()), VALUE), it.count()))
            .collect(Collectors.joining(", "))
        + (different > VALUES ? ", ..." : "");
  }

  private static void more(StringBuilder out, int left, String what) {
    if (left > 0) {
      out.append(INDENT).append("and %,d more %s%n".formatted(left, what));
    }
  }
}
