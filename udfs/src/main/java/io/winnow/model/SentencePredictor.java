package io.winnow.model;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.util.ArrayList;
import java.util.List;

/** Takes sentences through a model once: windows, batches by length, and back in order. */
final class SentencePredictor {

  /** Work that makes the milliseconds of tidying up nothing. */
  private static final int TRIM_AFTER_BATCHES = 64;

  private record Placed(Draft sentence, Window window) {}

  private final SubwordTokenizer tokenizer;
  private final int tags;
  private final int longest;
  private final int passes;
  private final ForwardPass forward;
  private final Runnable release;
  private long tokens;
  private long paddedTokens;
  private long batches;

  /**
   * @param longest sub-words in a window
   * @param passes in the committee of {@code forward}'s output
   * @param release gives back memory after a batch did not fit
   */
  SentencePredictor(
      SubwordTokenizer tokenizer,
      int tags,
      int longest,
      int passes,
      ForwardPass forward,
      Runnable release) {
    this.tokenizer = tokenizer;
    this.tags = tags;
    this.longest = longest;
    this.passes = passes;
    this.forward = forward;
    this.release = release;
  }

  Prediction.Result predict(List<List<String>> sentences, BatchLayout layout) {
    List<Draft> drafts = new ArrayList<>(sentences.size());
    List<Placed> windows = new ArrayList<>(sentences.size());
    for (List<String> words : sentences) {
      Draft draft = new Draft(words.size(), tags, passes);
      drafts.add(draft);
      for (Window window : windows(words, layout, draft)) {
        windows.add(new Placed(draft, window));
      }
    }
    int splits = 0;
    for (List<Placed> batch : layout.batches(windows, placed -> placed.window().length())) {
      splits += NativeMemory.halving(batch, this::predict, release, SentencePredictor::setAside);
    }
    if (batches >= TRIM_AFTER_BATCHES) {
      NativeMemory.trim();
    }
    return new Prediction.Result(
        drafts.stream().map(Draft::finish).toList(), tokens, paddedTokens, batches, splits);
  }

  private List<Window> windows(List<String> words, BatchLayout layout, Draft draft) {
    Subwords encoded;
    try {
      encoded = tokenizer.encode(words);
    } catch (RuntimeException e) {
      draft.aside =
          new Prediction.SetAside(
              Prediction.Reason.UNREADABLE,
              "The tokenizer cannot encode its %d words: %s"
                  .formatted(words.size(), e.getMessage()));
      return List.of();
    }
    return Window.of(encoded, tokenizer, longest, layout.overlapTokens());
  }

  private void predict(List<Placed> batch) {
    List<Draft> sentences = new ArrayList<>(batch.size());
    List<Window> windows = new ArrayList<>(batch.size());
    for (Placed placed : batch) {
      if (placed.sentence().aside == null) {
        sentences.add(placed.sentence());
        windows.add(placed.window());
      }
    }
    if (windows.isEmpty()) {
      return;
    }
    ForwardPass.Output output = forward.on(windows);
    batches++;
    int word = 0;
    for (int row = 0; row < windows.size(); row++) {
      Window window = windows.get(row);
      sentences.get(row).add(window, output, row, word);
      word += window.words();
      tokens += window.length();
      // Longest first: the first row gives the width of all.
      paddedTokens += windows.get(0).length();
    }
  }

  private static void setAside(Placed placed, String shortage) {
    placed.sentence().aside =
        new Prediction.SetAside(
            Prediction.Reason.OUT_OF_MEMORY,
            "A window of %d sub-words does not fit into memory even alone: %s"
                .formatted(placed.window().length(), shortage));
  }

  /** What is known of a sentence so far, window by window. */
  private static final class Draft {

    private final int tags;
    private final float[] logProbabilities;
    private final List<float[]> committee;
    private double[] sum = {};
    private long subwords;
    private Prediction.SetAside aside;

    Draft(int words, int tags, int passes) {
      this.tags = tags;
      this.logProbabilities = new float[words * tags];
      this.committee = new ArrayList<>(passes);
      for (int pass = 0; pass < passes; pass++) {
        committee.add(new float[words * tags]);
      }
    }

    /**
     * Takes a window's share of a batch's output.
     *
     * @param row the window's place in the batch
     * @param word the place of its first word among those of the batch
     */
    void add(Window window, ForwardPass.Output output, int row, int word) {
      int count = window.words() * tags;
      int to = window.firstWord() * tags;
      int from = word * tags;
      System.arraycopy(output.logProbabilities(), from, logProbabilities, to, count);
      for (float[] member : committee) {
        System.arraycopy(output.committee(), from, member, to, count);
        from += output.logProbabilities().length;
      }
      pool(output.pooled(), row, output.rows(), window.length() - 2);
    }

    private void pool(float[] pooled, int row, int rows, int weight) {
      int hidden = pooled.length / rows;
      if (sum.length < hidden) {
        sum = new double[hidden];
      }
      for (int h = 0; h < hidden; h++) {
        sum[h] += (double) weight * pooled[row * hidden + h];
      }
      subwords += weight;
    }

    Prediction finish() {
      if (aside != null) {
        return aside;
      }
      float[] embedding = new float[sum.length];
      for (int h = 0; h < sum.length; h++) {
        embedding[h] = (float) (sum[h] / subwords);
      }
      return new Prediction.Predicted(logProbabilities, committee, embedding);
    }
  }
}
