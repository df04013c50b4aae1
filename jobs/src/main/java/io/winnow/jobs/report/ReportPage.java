package io.winnow.jobs.report;

import io.winnow.display.HtmlView;
import io.winnow.jobs.status.Status;
import io.winnow.page.HtmlPage;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The report as one HTML file that needs nothing else. Made of the facts alone. */
record ReportPage(ReportFacts facts) {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  String html() {
    Status status = facts.status();
    HtmlPage page = new HtmlPage("Winnow report: " + name(), HtmlView.stylesheet());
    page.title(name())
        .lead(ProgressSection.lead(facts))
        .paragraph(
            "Winnow report of %s, made %s. %s"
                .formatted(status.workspace(), MINUTES.format(facts.made()), corpus()));
    ProgressSection.add(page, facts);
    SelectionSection.add(page, facts);
    LabelSection.add(page, facts);
    QualitySection.add(page, facts);
    CostSection.add(page, facts);
    LineageSection.add(page, facts.lineage());
    return page.html();
  }

  private String name() {
    String workspace = facts.status().workspace();
    return workspace.substring(workspace.lastIndexOf('/') + 1);
  }

  private String corpus() {
    var counts = facts.status().corpus();
    return "%,d sentences with %,d words; %,d held out to measure by. Entity types: %s."
        .formatted(
            counts.getOrDefault("sentences", 0L),
            counts.getOrDefault("words", 0L),
            counts.getOrDefault("holdout_sentences", 0L),
            String.join(", ", facts.status().types()));
  }
}
