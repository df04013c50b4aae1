package io.winnow.jobs.report;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lineage: enough to reproduce the result.
 *
 * @param corpus how it was read
 * @param models the encoder, then that of each round
 * @param versions of what the newest model was made with; empty before there is one
 */
record LineageFacts(
    Reading corpus, long seed, List<Model> models, SortedMap<String, String> versions) {

  /**
   * @param command that it was read by, without {@code winnow}
   * @param inputs what was read, and its hash
   */
  record Reading(String run, String command, List<RunManifest.Input> inputs) {}

  /**
   * @param sha256 of its weights
   * @param run that made it
   * @param sentences it was trained on; 0 for the encoder
   * @param precision it was trained in; empty for the encoder
   */
  record Model(
      String id, String sha256, String run, long sentences, long words, String precision) {}

  /** Of a workspace that has a corpus. */
  static LineageFacts of(Published published) {
    RunManifest read = published.manifest(published.corpus());
    Reading reading =
        new Reading(
            read.run().toString(),
            String.join(" ", read.command()),
            read.inputs().values().stream().filter(input -> !input.isAbsent()).toList());
    List<Model> models = new ArrayList<>();
    SortedMap<String, String> versions = new TreeMap<>();
    List<Shelf> shelves = new ArrayList<>(List.of(published.workspace().baseModel()));
    published.rounds().forEach(round -> shelves.add(published.workspace().model(round)));
    for (Shelf shelf : shelves) {
      Optional<Pointer> pointer = published.latest(shelf);
      if (pointer.isPresent()) {
        RunManifest made = published.manifest(pointer.get());
        ModelOnShelf model = ModelOnShelf.of(published, shelf, "run 'winnow train'");
        models.add(
            new Model(
                model.id(),
                model.sha256(),
                made.run().toString(),
                pointer.get().counts().getOrDefault("sentences", 0L),
                pointer.get().counts().getOrDefault("words", 0L),
                made.precision() == null ? "" : made.precision()));
        versions.clear();
        versions.putAll(made.versions());
      }
    }
    return new LineageFacts(reading, read.seed(), List.copyOf(models), versions);
  }

  void add(HtmlPage page) {
    page.heading("Lineage")
        .table(
            Table.of(models)
                .names("model", Model::id)
                .figures("sentences", it -> trainedOn(it.sentences()))
                .figures("words", it -> trainedOn(it.words()))
                .names("precision", it -> it.precision().isEmpty() ? Figures.NONE : it.precision())
                .names("run", Model::run)
                .names("SHA-256 of its weights", it -> Figures.shortened(it.sha256())))
        .paragraph(
            "The corpus was read by 'winnow %s' (run %s). Seed %d. Versions of the newest model: %s. The manifest of a run, with every setting, is runs/run=ID/manifest.json."
                .formatted(
                    corpus.command(),
                    corpus.run(),
                    seed,
                    versions.entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining(", "))))
        .table(
            Table.of(corpus.inputs())
                .names("read for the corpus", RunManifest.Input::source)
                .figures("sentences", it -> Figures.whole(it.counts().get("sentences")))
                .names("SHA-256 of its bytes", it -> Figures.shortened(it.contentHash())));
  }

  private static String trainedOn(long number) {
    return number == 0 ? Figures.NONE : Figures.whole(number);
  }
}
