package io.winnow.jobs.report;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Published;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
      String id,
      String sha256,
      String run,
      Instant made,
      long sentences,
      long words,
      String precision) {}

  /** Of a workspace that has a corpus. */
  static LineageFacts of(Published published) {
    Workspace workspace = published.workspace();
    RunManifest read = published.manifest(published.corpus());
    Reading reading =
        new Reading(
            read.run().toString(),
            String.join(" ", read.command()),
            read.inputs().values().stream().filter(input -> !input.isAbsent()).toList());
    List<Model> models = new ArrayList<>();
    SortedMap<String, String> versions = new TreeMap<>();
    List<Shelf> shelves = new ArrayList<>(List.of(workspace.baseModel()));
    published.rounds().forEach(round -> shelves.add(workspace.model(round)));
    for (Shelf shelf : shelves) {
      Optional<Pointer> pointer = published.latest(shelf);
      if (pointer.isPresent()) {
        RunManifest made = published.manifest(pointer.get());
        models.add(model(ModelOnShelf.of(published, shelf, "run 'winnow train'"), made));
        versions.clear();
        versions.putAll(made.versions());
      }
    }
    return new LineageFacts(reading, read.seed(), List.copyOf(models), versions);
  }

  private static Model model(ModelOnShelf model, RunManifest made) {
    Map<String, Long> counts = model.pointer().counts();
    return new Model(
        model.id(),
        model.sha256(),
        made.run().toString(),
        model.pointer().published(),
        counts.getOrDefault("sentences", 0L),
        counts.getOrDefault("words", 0L),
        made.precision() == null ? "" : made.precision());
  }
}
