package io.winnow.jobs.merge;

import io.winnow.contract.BatchManifest;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.jobs.Published;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was handed to the vendor in all rounds.
 *
 * @param rounds a round's number to what went out in it
 */
record Sent(SortedMap<Integer, Outbox> rounds) {

  static Sent of(Published published) {
    Workspace workspace = published.workspace();
    SortedMap<Integer, Outbox> rounds = new TreeMap<>();
    for (int round : published.rounds()) {
      Optional<Pointer> outbox = published.latest(workspace.outbox(round));
      if (outbox.isPresent()) {
        try {
          rounds.put(
              round,
              OutboxReader.read(
                  workspace.files(), workspace.resolve(outbox.get().output("batches"))));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read the outbox of round " + round, e);
        }
      }
    }
    return new Sent(rounds);
  }

  SentSentences lookup() {
    List<SentSentence> all = new ArrayList<>();
    rounds.values().forEach(outbox -> all.addAll(outbox.sentences()));
    return new SentSentences(all);
  }

  /** Ids of all batches in the order in which they were sent. */
  List<String> batches() {
    return rounds.values().stream()
        .flatMap(outbox -> outbox.manifest().files().stream())
        .map(BatchManifest.BatchFile::batchId)
        .toList();
  }

  /** The rounds in which these went out. */
  SortedSet<Integer> roundsOf(Set<String> batches) {
    Map<String, Integer> rounds = roundOfBatch();
    return batches.stream().map(rounds::get).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Batch id to the round that it went out in. */
  Map<String, Integer> roundOfBatch() {
    Map<String, Integer> rounds = new HashMap<>();
    for (Outbox outbox : this.rounds.values()) {
      BatchManifest manifest = outbox.manifest();
      manifest.files().forEach(file -> rounds.put(file.batchId(), manifest.round()));
    }
    return rounds;
  }
}
