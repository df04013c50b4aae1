package io.winnow.jobs.report;

import io.winnow.page.Column;
import io.winnow.page.HtmlPage;
import java.util.List;
import java.util.stream.Collectors;

/** Models, inputs and versions. */
final class LineageSection {

  private LineageSection() {}

  static void add(HtmlPage page, LineageFacts lineage) {
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
                        model.sentences() == 0 ? Figures.NONE : Figures.whole(model.sentences()),
                        model.words() == 0 ? Figures.NONE : Figures.whole(model.words()),
                        model.precision().isEmpty() ? Figures.NONE : model.precision(),
                        model.run(),
                        Figures.shortened(model.sha256())))
            .toList());
    page.paragraph(
        "The corpus was read by 'winnow %s' (run %s). Seed %d. Versions of the newest model: %s. The whole story of a run, with every setting, is in runs/run=ID/manifest.json."
            .formatted(
                lineage.corpus().command(),
                lineage.corpus().run(),
                lineage.seed(),
                lineage.versions().entrySet().stream()
                    .map(it -> it.getKey() + " " + it.getValue())
                    .collect(Collectors.joining(", "))));
    page.table(
        List.of(
            Column.names("read for the corpus"),
            Column.figures("sentences"),
            Column.names("SHA-256 of its bytes")),
        lineage.corpus().inputs().stream()
            .map(
                input ->
                    List.of(
                        input.source(),
                        Figures.whole(input.counts().get("sentences")),
                        Figures.shortened(input.contentHash())))
            .toList());
  }
}
