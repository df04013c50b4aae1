package io.winnow.jobs.lineage;

import io.winnow.jobs.Published;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is published in a workspace, by the names that people have for it. */
public record Shelves(Published published) {

  private static final Pattern ROUND = Pattern.compile("\\d{1,9}");

  /**
   * @param name a shelf's folder, such as {@code models/0003} or {@code labels}, or a round's
   *     number: its model, before it is trained what the round has made last
   * @return empty if nothing is published under that name
   */
  public Optional<Shelf> named(String name) {
    if (ROUND.matcher(name).matches()) {
      int round = Integer.parseInt(name);
      Workspace workspace = published.workspace();
      return firstOf(
          workspace.model(round),
          workspace.outbox(round),
          workspace.selection(round),
          workspace.scores(round));
    }
    return Optional.ofNullable(all().get(name)).filter(published::has);
  }

  /** The newest model; before there is one the labels, then the corpus, then the encoder. */
  public Optional<Shelf> newest() {
    Workspace workspace = published.workspace();
    return published.rounds().stream()
        .map(workspace::model)
        .filter(published::has)
        .reduce((earlier, later) -> later)
        .or(() -> firstOf(workspace.labels(), workspace.corpus(), workspace.baseModel()));
  }

  /** Of all shelves on which something is published. */
  public List<String> names() {
    return all().entrySet().stream()
        .filter(shelf -> published.has(shelf.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Optional<Shelf> firstOf(Shelf... shelves) {
    return Stream.of(shelves).filter(published::has).findFirst();
  }

  private Map<String, Shelf> all() {
    Workspace workspace = published.workspace();
    List<Shelf> shelves = new ArrayList<>();
    shelves.add(workspace.corpus());
    shelves.add(workspace.labels());
    shelves.add(workspace.decisions());
    shelves.add(workspace.review());
    shelves.add(workspace.stopSet());
    shelves.add(workspace.baseModel());
    workspace.encoders().forEach(name -> shelves.add(workspace.encoder(name)));
    for (int round : published.rounds()) {
      shelves.add(workspace.model(round));
      shelves.add(workspace.scores(round));
      shelves.add(workspace.selection(round));
      shelves.add(workspace.outbox(round));
      shelves.add(workspace.evaluation(round));
      for (String name : workspace.successors(round)) {
        shelves.add(workspace.successor(round, name));
        shelves.add(workspace.successorEvaluation(round, name));
      }
    }
    Map<String, Shelf> all = new LinkedHashMap<>();
    shelves.forEach(shelf -> all.put(workspace.relative(shelf.folder()), shelf));
    return all;
  }
}
