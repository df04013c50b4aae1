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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
}
