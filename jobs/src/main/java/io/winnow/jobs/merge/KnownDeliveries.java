package io.winnow.jobs.merge;

import io.winnow.contract.Delivery;
import io.winnow.foreign.PassedOver;
import io.winnow.jobs.Run;
import io.winnow.workspace.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the merge before has seen, by hash: an old delivery that is put back, signed or not, must
 * not count a second time, nor take the place of what corrected it.
 *
 * @param files what it merged, by name below {@code rounds/}
 * @param withdrawn what some merge had and a later one had no more, by hash
 */
record KnownDeliveries(
    SortedMap<String, RunManifest.Input> files, SortedMap<String, RunManifest.Input> withdrawn) {

  /** Inputs of a merge's manifest that are no longer there begin so; the hash follows. */
  private static final String WITHDRAWN = "withdrawn:";

  static KnownDeliveries of(Optional<RunManifest> merge) {
    SortedMap<String, RunManifest.Input> withdrawn = new TreeMap<>();
    merge.ifPresent(
        it ->
            it.inputs()
                .forEach(
                    (name, input) -> {
                      if (name.startsWith(WITHDRAWN)) {
                        withdrawn.put(name.substring(WITHDRAWN.length()), input);
                      }
                    }));
    return new KnownDeliveries(merge.map(MergeBasis::filesOf).orElseGet(TreeMap::new), withdrawn);
  }

  /** Whether a file counted in the merge before, under this name. */
  boolean has(String name) {
    return files.containsKey(name) && !files.get(name).counts().containsKey(TakenReturns.AGAIN);
  }

  /**
   * Why some of what was taken must not be merged: it was withdrawn, and nobody says that it counts
   * again.
   */
  List<PassedOver> putBack(List<Delivery> taken, AcceptedChanges accepted) {
    List<PassedOver> putBack = new ArrayList<>();
    for (Delivery file : taken) {
      RunManifest.Input before = withdrawn.get(file.sha256());
      if (before != null && !accepted.has(file.name())) {
        putBack.add(
            new PassedOver(
                file.name(),
                "is %s, which was merged once and then withdrawn (SHA-256 %s); if it counts again, merge with --accept %s"
                    .formatted(before.source(), file.sha256(), file.name())));
      }
    }
    return putBack;
  }

  /** Notes for later merges what this one has no more. */
  void record(Run run, List<Delivery> taken) {
    Set<String> here = taken.stream().map(Delivery::sha256).collect(Collectors.toSet());
    SortedMap<String, RunManifest.Input> gone = new TreeMap<>(withdrawn);
    files
        .values()
        .forEach(
            it ->
                gone.put(
                    it.contentHash(),
                    RunManifest.Input.outside(it.source(), Map.of(), it.contentHash())));
    gone.keySet().removeAll(here);
    gone.forEach((hash, input) -> run.input(WITHDRAWN + hash, input));
  }
}
