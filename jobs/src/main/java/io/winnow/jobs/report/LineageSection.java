package io.winnow.jobs.report;

import io.winnow.page.Column;
import io.winnow.page.Page;
import java.util.List;
import java.util.stream.Collectors;

/** Models, inputs and versions. */
final class LineageSection {

  private LineageSection() {}

  static void add(Page page, LineageFacts lineage) {
    page.heading("Lineage");
    page.table(
        List.of(
            Column.names("model"),
            Column.figures("sentences"),
            Column.figures("words"),
            Column.names("precision"),
            Column.names("run"),
            Column.names("SHA-256 of its weights")),
        lineage.models().stream()
            .map(
                model ->
                    List.of(
                        model.id(),
                        Figures.whole(model.sentences()),
                        Figures.whole(model.words()),
                        model.precision(),
                        model.run(),
                        Figures.shortened(model.sha256())))
            .toList());
    if (!lineage.inputs().isEmpty()) {
      page.table(
          List.of(Column.text("read"), Column.names("SHA-256")),
          lineage.inputs().entrySet().stream()
              .map(input -> List.of(input.getKey(), Figures.shortened(input.getValue())))
              .toList());
    }
    page.paragraph(
        "Seed %d. Versions of the newest model: %s. The whole story of a run, with every setting, is in runs/run=ID/manifest.json."
            .formatted(
                lineage.seed(),
                lineage.versions().entrySet().stream()
                    .map(it -> it.getKey() + " " + it.getValue())
                    .collect(Collectors.joining(", "))));
  }
}
