package io.winnow.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes sentences through a model: windows, batches by length, and back in order.
 *
 * @param longest sub-words in a window
 * @param passes in the committee of {@code forward}'s output
 * @param release gives back memory after a batch did not fit
 */
record SentencePredictor(
    SubwordTokenizer tokenizer,
    int tags,
    int longest,
    int passes,
    ForwardPass forward,
    Runnable release) {

  /** Work that makes the milliseconds of tidying up nothing. */
  private static final int TRIM_AFTER_BATCHES = 64;

  private record Placed(Draft sentence, Window window) {}

  private static final class Cost {
    private long tokens;
    private long paddedTokens;
    private long batches;
  }

  Prediction.Result predict(List<List<String>> sentences, BatchLayout layout) {
    List<Draft> drafts = new ArrayList<>(sentences.size());
    List<Placed> windows = new ArrayList<>(sentences.size());
    for (List<String> words : sentences) {
      SubwordTokenizer.Subwords encoded = SubwordTokenizer.Subwords.NONE;
      Prediction.SetAside aside = null;
      try {
        encoded = tokenizer.encode(words);
      } catch (RuntimeException e) {
        aside =
            new Prediction.SetAside(
                Prediction.Reason.UNREADABLE,
                "The tokenizer cannot encode its %d words: %s"
                    .formatted(words.size(), e.getMessage()));
      }
      Draft draft = new Draft(encoded.seen(), tags, passes);
      draft.aside = aside;
      drafts.add(draft);
      Window.of(encoded, tokenizer, longest, layout.overlapTokens())
          .forEach(window -> windows.add(new Placed(draft, window)));
    }
    Cost cost = new Cost();
    int splits = 0;
    for (List<Placed> batch : layout.batches(windows, placed -> placed.window().length())) {
      splits +=
          NativeMemory.halving(
              batch, part -> predict(part, cost), release, SentencePredictor::setAside);
    }
    if (cost.batches >= TRIM_AFTER_BATCHES) {
      NativeMemory.trim();
    }
    return new Prediction.Result(
        drafts.stream().map(Draft::finish).toList(),
        cost.tokens,
        cost.paddedTokens,
        cost.batches,
        splits);
  }

  private void predict(List<Placed> batch, Cost cost) {
    List<Placed> left = batch.stream().filter(it -> it.sentence().aside == null).toList();
    if (left.isEmpty()) {
      return;
    }
    ForwardPass.Output output = forward.on(left.stream().map(Placed::window).toList());
    cost.batches++;
    int word = 0;
    for (int row = 0; row < left.size(); row++) {
      Window window = left.get(row).window();
      left.get(row).sentence().add(window, output, row, word);
      word += window.words();
      cost.tokens += window.length();
      // Longest first: the first row gives the width of all.
      cost.paddedTokens += left.get(0).window().length();
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

    private final int[] words;
    private final int tags;
    private final float[] logProbabilities;
    private final List<float[]> committee;
    private double[] sum = {};
    private long subwords;
    private Prediction.SetAside aside;

    /**
     * @param words those that have a sub-word
     */
    Draft(int[] words, int tags, int passes) {
      this.words = words;
      this.tags = tags;
      this.logProbabilities = new float[words.length * tags];
      this.committee = new ArrayList<>(passes);
      for (int pass = 0; pass < passes; pass++) {
        committee.add(new float[words.length * tags]);
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
      int to = Arrays.binarySearch(words, window.places()[0]) * tags;
      int from = word * tags;
      System.arraycopy(output.logProbabilities(), from, logProbabilities, to, count);
      for (float[] member : committee) {
        System.arraycopy(output.committee(), from, member, to, count);
        from += output.logProbabilities().length;
      }
      float[] pooled = output.pooled();
      int hidden = pooled.length / output.rows();
      int weight = window.length() - 2;
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
      return new Prediction.Predicted(words, logProbabilities, committee, embedding);
    }
  }
}
