package io.winnow.model;

import java.util.ArrayList;
import java.util.List;

/** Takes sentences through a model once: windows, batches by length, and back in order. */
final class SentenceReader {

  /** Work that makes the milliseconds of tidying up nothing. */
  private static final int TRIM_AFTER_BATCHES = 64;

  private record Placed(Draft sentence, Window window) {}

  private final SubwordTokenizer tokenizer;
  private final int tags;
  private final int longest;
  private final int passes;
  private final Forward forward;
  private final Runnable release;
  private long tokens;
  private long paddedTokens;
  private long batches;

  /**
   * @param longest sub-words in a window
   * @param passes in the committee of {@code forward}'s answers
   * @param release gives back memory after a batch did not fit
   */
  SentenceReader(
      SubwordTokenizer tokenizer,
      int tags,
      int longest,
      int passes,
      Forward forward,
      Runnable release) {
    this.tokenizer = tokenizer;
    this.tags = tags;
    this.longest = longest;
    this.passes = passes;
    this.forward = forward;
    this.release = release;
  }

  Reading read(List<List<String>> sentences, BatchLayout layout) {
    List<Draft> drafts = new ArrayList<>(sentences.size());
    List<Placed> windows = new ArrayList<>(sentences.size());
    for (List<String> words : sentences) {
      Draft draft = new Draft(words.size(), tags, passes);
      drafts.add(draft);
      for (Window window : windows(words, layout, draft)) {
        windows.add(new Placed(draft, window));
      }
    }
    Halving<Placed> halving = new Halving<>(this::read, release, SentenceReader::setAside);
    int splits = 0;
    for (List<Placed> batch : Batches.of(windows, placed -> placed.window().length(), layout)) {
      splits += halving.run(batch);
    }
    if (batches >= TRIM_AFTER_BATCHES) {
      NativeHeap.trim();
    }
    return new Reading(
        drafts.stream().map(Draft::finish).toList(), tokens, paddedTokens, batches, splits);
  }

  private List<Window> windows(List<String> words, BatchLayout layout, Draft draft) {
    Subwords spelled;
    try {
      spelled = tokenizer.encode(words);
    } catch (RuntimeException e) {
      draft.setAside(
          SentenceReading.Reason.UNREADABLE,
          "The tokenizer cannot spell its %d words: %s".formatted(words.size(), e.getMessage()));
      return List.of();
    }
    return Window.of(spelled, tokenizer, longest, layout.overlapTokens());
  }

  private void read(List<Placed> batch) {
    List<Draft> sentences = new ArrayList<>(batch.size());
    List<Window> windows = new ArrayList<>(batch.size());
    for (Placed placed : batch) {
      if (!placed.sentence().isSetAside()) {
        sentences.add(placed.sentence());
        windows.add(placed.window());
      }
    }
    if (windows.isEmpty()) {
      return;
    }
    Forward.Answers answers = forward.on(windows);
    batches++;
    int word = 0;
    for (int row = 0; row < windows.size(); row++) {
      Window window = windows.get(row);
      sentences.get(row).add(window, answers, row, word);
      word += window.words();
      tokens += window.length();
      // Longest first: the first row gives the width of all.
      paddedTokens += windows.get(0).length();
    }
  }

  private static void setAside(Placed placed, String shortage) {
    placed
        .sentence()
        .setAside(
            SentenceReading.Reason.OUT_OF_MEMORY,
            "A window of %d sub-words does not fit into memory even alone: %s"
                .formatted(placed.window().length(), shortage));
  }
}
