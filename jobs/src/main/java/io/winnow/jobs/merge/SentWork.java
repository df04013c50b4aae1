package io.winnow.jobs.merge;

import io.winnow.contract.BatchManifest;
import io.winnow.contract.OutboxReader;
import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SentSentences;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.SentText;
import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Purpose;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.jobs.handoff.SentRedactions;
import io.winnow.jobs.handoff.Withheld;
import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * What was handed to the vendor in all rounds, what its records stand for, and the sentences that
 * went out to be labelled. Beside the packed texts it holds a map entry a sentence and, for rounds
 * with control items, the table of records.
 */
final class SentWork {

  private final SortedMap<Integer, Outbox> outboxes = new TreeMap<>();
  private final Map<String, Integer> roundOfBatch = new HashMap<>();
  private final Map<Integer, SentRecords> records = new HashMap<>();
  private final Map<Integer, SentRedactions> redactions = new HashMap<>();
  private final Map<String, SentText> texts = new HashMap<>();
  private final Map<Sent, List<EntitySpan>> suggestions = new HashMap<>();
  private final Map<String, Integer> sentAgain = new HashMap<>();
  private final SortedMap<Integer, Long> sentences = new TreeMap<>();
  private final Set<String> withheld = new HashSet<>();

  /** A sentence may go out again, with other suggestions. */
  private record Sent(String id, String batchId) {}

  SentWork(Published published) {
    Workspace workspace = published.workspace();
    for (int round : published.rounds()) {
      Optional<Pointer> outbox = published.latest(workspace.outbox(round));
      if (outbox.isPresent()) {
        Path batches = workspace.resolve(outbox.get().output("batches"));
        try {
          outboxes.put(round, OutboxReader.read(workspace.files(), batches));
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot read the outbox of round " + round, e);
        }
        records.put(round, SentRecords.of(published, round));
        redactions.put(round, SentRedactions.of(published, round));
      }
    }
    outboxes.forEach(this::addWork);
    Withheld.before(published.rounds().size(), published)
        .ifPresent(
            ids -> ids.toLocalIterator().forEachRemaining(row -> withheld.add(row.getString(0))));
  }

  private void addWork(int round, Outbox outbox) {
    outbox.manifest().files().forEach(file -> roundOfBatch.put(file.batchId(), round));
    sentences.put(round, 0L);
    SentRecords meant = records.get(round);
    SentRedactions replaced = redactions.get(round);
    for (SentSentence sentence : outbox.sentences()) {
      if (meant.purpose(sentence.recordId()) == Purpose.WORK) {
        String id = meant.sentenceId(sentence.recordId());
        SentText text =
            replaced
                .find(sentence.recordId())
                .map(it -> SentText.of(it.original(), it.originalWords()))
                .orElse(sentence.text());
        if (texts.putIfAbsent(id, text) != null) {
          sentAgain.merge(id, 1, Integer::sum);
        }
        if (!sentence.suggestions().isEmpty()) {
          suggestions.put(
              new Sent(id, sentence.batchId()),
              replaced.original(sentence.recordId(), sentence.suggestions()));
        }
        sentences.merge(round, 1L, Long::sum);
      }
    }
  }

  /** For each round that was handed off, how many answers to a sentence it asked for. */
  SortedMap<Integer, Integer> asked() {
    SortedMap<Integer, Integer> asked = new TreeMap<>();
    outboxes.forEach(
        (round, outbox) -> asked.put(round, outbox.manifest().annotatorsPerSentence()));
    return asked;
  }

  /** By record. */
  SentSentences lookup() {
    return new SentSentences(
        outboxes.values().stream().flatMap(outbox -> outbox.sentences().stream()).toList());
  }

  /** Ids of all batches in the order in which they were sent. */
  List<String> batches() {
    return outboxes.values().stream()
        .flatMap(outbox -> outbox.manifest().files().stream())
        .map(BatchManifest.BatchFile::batchId)
        .toList();
  }

  /** The round that a batch went out in. */
  int round(String batchId) {
    return roundOfBatch.get(batchId);
  }

  /** What the records of a round stand for. */
  SentRecords records(int round) {
    return records.get(round);
  }

  /** What went out with placeholders in a round. */
  SentRedactions redactions(int round) {
    return redactions.get(round);
  }

  /** Whether the sentence ever went out to be labelled. */
  boolean contains(String id) {
    return texts.containsKey(id);
  }

  /**
   * The sentence as it is in the corpus, whatever went out for it.
   *
   * @param id of a sentence that went out to be labelled
   */
  Sentence sentence(String id) {
    return texts.get(id).sentence(id);
  }

  /**
   * What a sentence that went out to be labelled was sent with, as spans of its own words; none
   * where nobody had any.
   */
  List<EntitySpan> suggestions(String id, String batchId) {
    return suggestions.getOrDefault(new Sent(id, batchId), List.of());
  }

  /** Whether a round was to send the sentence, and did not, since private matter is left in it. */
  boolean isWithheld(String id) {
    return withheld.contains(id);
  }

  int timesSent(String id) {
    return 1 + sentAgain.getOrDefault(id, 0);
  }

  /** By round, how many sentences went out to be labelled. */
  SortedMap<Integer, Long> sentences() {
    return sentences;
  }
}
