package io.winnow.jobs.corpus;

import io.winnow.charts.Axis;
import io.winnow.charts.BarChart;
import io.winnow.display.Excerpt;
import io.winnow.jobs.corpus.CorpusSummary.Count;
import io.winnow.jobs.corpus.CorpusSummary.Coverage;
import io.winnow.jobs.corpus.CorpusSummary.Entities;
import io.winnow.jobs.corpus.CorpusSummary.Lengths;
import io.winnow.jobs.corpus.CorpusSummary.MetadataColumn;
import io.winnow.jobs.corpus.CorpusSummary.Script;
import io.winnow.jobs.corpus.CorpusSummary.Size;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A {@link CorpusSummary} as one HTML file. */
public final class SummaryPage {

  private static final String SENTENCES = "sentences";

  private record Named(String name, Size size) {}

  private SummaryPage() {}

  public static String of(CorpusSummary summary) {
    String name = summary.workspace().substring(summary.workspace().lastIndexOf('/') + 1);
    HtmlPage page = new HtmlPage("Winnow corpus: " + name, "");
    page.title(name)
        .lead(
            "%,d sentences with %,d words; %s."
                .formatted(
                    summary.corpus().sentences(),
                    summary.corpus().words(),
                    summary.holdout().sentences() == 0
                        ? "none are held out"
                        : "%,d more are held out".formatted(summary.holdout().sentences())))
        .paragraph(
            "What the corpus of %s holds. Entity types: %s."
                .formatted(summary.workspace(), String.join(", ", summary.types())));
    sizes(page, summary);
    coverage(page, summary);
    scripts(page, summary);
    metadata(page, summary.metadata());
    page.heading("Copies and near-duplicates");
    SummaryWords.duplicates(summary.duplicates()).forEach(page::paragraph);
    entities(page, summary);
    return page.html();
  }

  private static void sizes(HtmlPage page, CorpusSummary summary) {
    List<Named> parts =
        List.of(new Named("corpus", summary.corpus()), new Named("hold-out", summary.holdout()));
    page.heading("Sizes")
        .table(
            Table.of(parts)
                .names("", Named::name)
                .figures(SENTENCES, it -> whole(it.size().sentences()))
                .figures("words", it -> whole(it.size().words()))
                .figures("characters", it -> whole(it.size().characters())))
        .paragraph("Words per sentence: the shortest, shares of all, the longest.");
    Table<Named> lengths = Table.of(parts).names("", Named::name);
    add(lengths, "min", Lengths::min);
    add(lengths, "5 %", Lengths::p5);
    add(lengths, "25 %", Lengths::p25);
    add(lengths, "50 %", Lengths::p50);
    add(lengths, "75 %", Lengths::p75);
    add(lengths, "95 %", Lengths::p95);
    add(lengths, "99 %", Lengths::p99);
    add(lengths, "max", Lengths::max);
    page.table(lengths);
  }

  private static void add(Table<Named> table, String name, Function<Lengths, Integer> length) {
    table.figures(
        name,
        it -> {
          Lengths lengths = it.size().wordsPerSentence();
          return lengths == null ? "-" : whole(length.apply(lengths));
        });
  }

  private static void coverage(HtmlPage page, CorpusSummary summary) {
    long sentences = summary.coverage().stream().mapToLong(Coverage::sentences).sum();
    long words = summary.coverage().stream().mapToLong(Coverage::words).sum();
    page.heading("Where sentences stand")
        .table(
            Table.of(summary.coverage())
                .names("", it -> Standing.of(it.standing()).words())
                .figures(SENTENCES, it -> whole(it.sentences()))
                .figures("share", it -> SummaryWords.percent(it.sentences(), sentences))
                .figures("words", it -> whole(it.words()))
                .figures("share", it -> SummaryWords.percent(it.words(), words)));
    SummaryWords.vocabulary(summary).ifPresent(page::paragraph);
  }

  private static void scripts(HtmlPage page, CorpusSummary summary) {
    page.heading("Scripts")
        .table(
            Table.of(summary.scripts())
                .names("script", Script::script)
                .figures(SENTENCES, it -> whole(it.sentences()))
                .figures(
                    "share",
                    it -> SummaryWords.percent(it.sentences(), summary.corpus().sentences()))
                .figures("words", it -> whole(it.words())))
        .paragraph(
            "A sentence is of the script that has 80 % or more of its letters. If none has, it is"
                + " mixed.");
  }

  private static void metadata(HtmlPage page, List<MetadataColumn> columns) {
    if (!columns.isEmpty()) {
      page.heading("Metadata")
          .table(
              Table.of(columns)
                  .names("column", MetadataColumn::column)
                  .names("type", MetadataColumn::type)
                  .figures("different", it -> whole(it.values()))
                  .figures("missing", it -> whole(it.missing()))
                  .text("most frequent", it -> values(it.mostFrequent())));
    }
  }

  private static void entities(HtmlPage page, CorpusSummary summary) {
    page.heading("Entities");
    if (summary.entities().isEmpty()) {
      page.paragraph("None are known yet.");
    }
    for (String origin : EntityFacts.ORIGINS) {
      List<Entities> all =
          summary.entities().stream().filter(it -> it.from().equals(origin)).toList();
      if (!all.isEmpty()) {
        page.figure(chart(origin, all), "Entities %s.".formatted(SummaryWords.origin(origin)))
            .table(
                Table.of(all)
                    .names("type", Entities::type)
                    .figures("entities", it -> whole(it.entities()))
                    .figures("different", it -> whole(it.forms()))
                    .text("most frequent", it -> values(it.mostFrequent())));
      }
    }
  }

  private static BarChart chart(String origin, List<Entities> all) {
    List<BarChart.Group> groups = new ArrayList<>();
    all.forEach(it -> groups.add(new BarChart.Group(it.type(), List.of((double) it.entities()))));
    return new BarChart(
        "Entities " + SummaryWords.origin(origin),
        new Axis("entity spans", Axis.Ticks.WHOLE),
        groups,
        List.of("entities"));
  }

  private static String values(List<Count> top) {
    return top.stream()
        .map(it -> "%s %,d".formatted(Excerpt.of(it.value(), 60), it.count()))
        .collect(Collectors.joining(", "));
  }

  private static String whole(long number) {
    return "%,d".formatted(number);
  }
}
