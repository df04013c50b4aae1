package io.winnow.jobs.report;

import io.winnow.jobs.report.CostFacts.Hop;
import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Time on our side and words on the vendor's, by round and hop. */
final class CostSection {

  private CostSection() {}

  static void add(HtmlPage page, ReportFacts facts) {
    page.heading("Time and cost");
    CostFacts cost = facts.cost();
    if (cost.rounds().isEmpty()) {
      page.paragraph("No round has begun.");
      return;
    }
    List<String> columns = new ArrayList<>(List.of("words sent", "annotators", "words to pay for"));
    Arrays.stream(Hop.values()).forEach(hop -> columns.add(name(hop)));
    columns.add("together");
    page.table(
        Column.figuresBy("round", columns), cost.rounds().stream().map(CostSection::row).toList());
    page.paragraph(
        "%,d words to pay for in all: what vendors bill, each as often as it is read. Times are wall clock of the runs that count, from start to publication; merges are counted to the round that was out when they ran."
            .formatted(cost.billedWords()));
  }

  private static List<String> row(CostFacts.OfRound round) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(round.round()));
    row.add(Figures.whole(round.sentWords()));
    row.add(Figures.whole(round.annotators()));
    row.add(Figures.whole(round.billedWords()));
    for (Hop hop : Hop.values()) {
      row.add(
          round.seconds().containsKey(hop) ? Figures.time(round.seconds().get(hop)) : Figures.NONE);
    }
    row.add(Figures.time(round.allSeconds()));
    return row;
  }

  private static String name(Hop hop) {
    return hop.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
