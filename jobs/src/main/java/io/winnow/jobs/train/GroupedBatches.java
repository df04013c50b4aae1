package io.winnow.jobs.train;

import io.winnow.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Batches of like length in a random order: shuffled, cut into stretches of fifty batches, sorted
 * within a stretch, and the batches shuffled again (HuggingFace's {@code group_by_length}). Goes on
 * from epoch to epoch without end; the same seed gives the same batches.
 */
final class GroupedBatches {

  private static final int BATCHES_A_STRETCH = 50;

  private final List<Window.Labelled> windows;
  private final int batchSize;
  private final Random random;
  private List<List<Window.Labelled>> epoch = List.of();
  private int next;

  GroupedBatches(List<Window.Labelled> windows, int batchSize, long seed) {
    this.windows = new ArrayList<>(windows);
    this.batchSize = batchSize;
    this.random = new Random(seed);
  }

  int batchesAnEpoch() {
    return (windows.size() + batchSize - 1) / batchSize;
  }

  List<Window.Labelled> next() {
    if (next == epoch.size()) {
      epoch = shuffled();
      next = 0;
    }
    return epoch.get(next++);
  }

  private List<List<Window.Labelled>> shuffled() {
    Collections.shuffle(windows, random);
    List<List<Window.Labelled>> batches = new ArrayList<>();
    int stretch = BATCHES_A_STRETCH * batchSize;
    for (int from = 0; from < windows.size(); from += stretch) {
      List<Window.Labelled> sorted =
          new ArrayList<>(windows.subList(from, Math.min(windows.size(), from + stretch)));
      sorted.sort(Comparator.comparingInt(labelled -> labelled.window().length()));
      for (int at = 0; at < sorted.size(); at += batchSize) {
        batches.add(List.copyOf(sorted.subList(at, Math.min(sorted.size(), at + batchSize))));
      }
    }
    Collections.shuffle(batches, random);
    return batches;
  }
}
