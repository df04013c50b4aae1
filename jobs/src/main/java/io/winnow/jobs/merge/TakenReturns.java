package io.winnow.jobs.merge;

import io.winnow.contract.Delivery;
import io.winnow.contract.ReturnManifestValidator;
import io.winnow.contract.TakenInbox;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Run;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

/**
 * Copies of all returns, each made while it was hashed: what is validated and merged is what was
 * hashed, whatever becomes of the inboxes meanwhile. They lie beside the label stores, in the one
 * folder that only the merge under way may use, and are gone when it ends.
 *
 * @param again names of those that repeat another, byte for byte, and so change nothing
 */
record TakenReturns(Workspace workspace, List<TakenInbox> inboxes, Set<String> again)
    implements AutoCloseable {

  private static final String FOLDER = "_returns";

  /** In counts of a manifest's input: a file that has both needs no second look. */
  static final String BYTES = "bytes";

  static final String MODIFIED = "modified";

  /** In the same counts, of a file that repeats another. */
  static final String AGAIN = "again";

  /** Takes the place of what a merge that was killed may have left. */
  static TakenReturns take(Run run, Inboxes found) {
    Workspace workspace = run.workspace();
    Path folder = folder(workspace);
    workspace.remove(folder);
    List<TakenInbox> inboxes = new ArrayList<>();
    found
        .rounds()
        .forEach(
            (round, inbox) -> {
              String home = Inboxes.home(round);
              Path copies = workspace.makeFolder(new Path(folder, home));
              inboxes.add(TakenInbox.take(home, inbox, workspace.files(), copies));
            });
    return new TakenReturns(workspace, inboxes, Set.of());
  }

  private static Path folder(Workspace workspace) {
    return new Path(workspace.labels().folder(), FOLDER);
  }

  /** Without what has changed since it was copied. */
  TakenReturns settled() {
    return new TakenReturns(workspace, inboxes.stream().map(TakenInbox::settled).toList(), again);
  }

  /**
   * Without what must wait for the rest of its delivery.
   *
   * @throws io.winnow.contract.ContractBreachException see {@link ReturnManifestValidator}
   */
  TakenReturns asManifestsSay(ReturnManifestValidator manifests) {
    List<TakenInbox> said = new ArrayList<>();
    try {
      for (TakenInbox inbox : inboxes) {
        said.add(inbox.without(manifests.validate(inbox)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the manifests of the returns", e);
    }
    return new TakenReturns(workspace, said, again);
  }

  /** Without what was withdrawn, and with repeats told from what they repeat. */
  TakenReturns after(KnownDeliveries known, AcceptedChanges accepted) {
    List<TakenInbox> left = new ArrayList<>();
    for (TakenInbox inbox : inboxes) {
      List<PassedOver> below =
          known.putBack(List.copyOf(inbox.returns().values()), accepted).stream()
              .map(it -> new PassedOver(it.name().substring(inbox.home().length()), it.reason()))
              .toList();
      left.add(inbox.refusing(below));
    }
    TakenReturns merged = new TakenReturns(workspace, left, Set.of());
    return new TakenReturns(workspace, left, Delivery.repeats(merged.files(), known::has));
  }

  List<Delivery> files() {
    return inboxes.stream().flatMap(inbox -> inbox.returns().values().stream()).toList();
  }

  /** What changed while it was read, by names below {@code rounds/}. */
  List<PassedOver> waiting() {
    return named(TakenInbox::waiting);
  }

  /** What was found and could not be read, by names below {@code rounds/}. */
  List<PassedOver> refused() {
    return named(TakenInbox::refused);
  }

  private List<PassedOver> named(Function<TakenInbox, List<PassedOver>> which) {
    return inboxes.stream()
        .flatMap(
            inbox ->
                which.apply(inbox).stream()
                    .map(it -> new PassedOver(inbox.home() + it.name(), it.reason())))
        .toList();
  }

  /** For the manifest, by name. */
  SortedMap<String, RunManifest.Input> inputs() {
    SortedMap<String, RunManifest.Input> inputs = new TreeMap<>();
    for (TakenInbox inbox : inboxes) {
      inbox.found().files().stream()
          .filter(file -> inbox.returns().containsKey(file.name()))
          .forEach(
              file -> {
                Delivery taken = inbox.returns().get(file.name());
                inputs.put(
                    taken.name(),
                    RunManifest.Input.outside(
                        "rounds/" + taken.name(),
                        counts(taken, file.found().modified()),
                        taken.sha256()));
              });
    }
    return inputs;
  }

  private Map<String, Long> counts(Delivery taken, long modified) {
    return again.contains(taken.name())
        ? Map.of(BYTES, taken.length(), MODIFIED, modified, AGAIN, 1L)
        : Map.of(BYTES, taken.length(), MODIFIED, modified);
  }

  @Override
  public void close() {
    workspace.remove(folder(workspace));
  }
}
