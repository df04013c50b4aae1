package io.winnow.jobs.merge;

import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.SentText;
import io.winnow.jobs.Published;
import io.winnow.jobs.handoff.Purpose;
import io.winnow.jobs.handoff.SentRecords;
import io.winnow.text.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the records stand for that went out, and the sentences that went out to be labelled. Shares
 * the packed texts with {@link Sent}; adds a map entry a sentence and, for rounds with control
 * items, the table of records.
 */
final class SentWork {

  private final Map<String, Integer> roundOfBatch = new HashMap<>();
  private final Map<Integer, SentRecords> records = new HashMap<>();
  private final Map<String, SentText> texts = new HashMap<>();
  private final Map<String, Integer> sentAgain = new HashMap<>();
  private final SortedMap<Integer, Long> sentences = new TreeMap<>();

  SentWork(Published published, Sent sent) {
    sent.rounds()
        .forEach(
            (round, outbox) -> {
              records.put(round, SentRecords.of(published, round));
              addWork(round, outbox);
            });
  }

  private void addWork(int round, Outbox outbox) {
    outbox.manifest().files().forEach(file -> roundOfBatch.put(file.batchId(), round));
    long count = 0;
    for (SentSentence sentence : outbox.sentences()) {
      if (purpose(round, sentence.recordId()) == Purpose.WORK) {
        String id = sentenceId(round, sentence.recordId());
        if (texts.putIfAbsent(id, sentence.text()) != null) {
          sentAgain.merge(id, 1, Integer::sum);
        }
        count++;
      }
    }
    sentences.put(round, count);
  }

  /** The round that a batch went out in. */
  int round(String batchId) {
    return roundOfBatch.get(batchId);
  }

  String sentenceId(int round, String recordId) {
    return records.get(round).sentenceId(recordId);
  }

  Purpose purpose(int round, String recordId) {
    return records.get(round).purpose(recordId);
  }

  /** Whether the sentence ever went out to be labelled. */
  boolean contains(String id) {
    return texts.containsKey(id);
  }

  /**
   * @param id of a sentence that went out to be labelled
   */
  Sentence sentence(String id) {
    return texts.get(id).sentence(id);
  }

  int timesSent(String id) {
    return 1 + sentAgain.getOrDefault(id, 0);
  }

  /** By round, how many sentences went out to be labelled. */
  SortedMap<Integer, Long> sentences() {
    return sentences;
  }
}
