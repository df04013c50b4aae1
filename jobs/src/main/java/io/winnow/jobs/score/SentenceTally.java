package io.winnow.jobs.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sentences scored so far, of tasks that are done and of tasks that run. Of several attempts at a
 * partition one counts: the first that is done, else the most advanced one. The progress of an
 * attempt is lost when it fails, so the sum may fall; it never counts a sentence twice.
 */
final class SentenceTally {

  private record Partition(int stage, int number) {}

  private record Attempt(Partition partition, long sentences) {}

  private final Map<Long, Attempt> running = new HashMap<>();
  private final Set<Partition> done = new HashSet<>();
  private long sentencesDone;

  void started(long task, int stage, int partition) {
    running.put(task, new Attempt(new Partition(stage, partition), 0));
  }

  /** Of a task that doesn't run, it is ignored. */
  void heard(long task, long sentences) {
    running.computeIfPresent(task, (number, before) -> new Attempt(before.partition(), sentences));
  }

  void succeeded(long task, long sentences) {
    Attempt attempt = running.remove(task);
    if (attempt != null && done.add(attempt.partition())) {
      sentencesDone += sentences;
    }
  }

  void failed(long task) {
    running.remove(task);
  }

  long sentences() {
    Map<Partition, Long> furthest = new HashMap<>();
    for (Attempt attempt : running.values()) {
      if (!done.contains(attempt.partition())) {
        furthest.merge(attempt.partition(), attempt.sentences(), Math::max);
      }
    }
    return sentencesDone + furthest.values().stream().mapToLong(Long::longValue).sum();
  }
}
