package io.winnow.model;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/** Takes sentences through a loaded module: windows, batches by length, and back in order. */
record SentenceReader(Model model, SubwordTokenizer tokenizer, int tags, int longest) {

  private record Placed(int sentence, Window window) {}

  /**
   * @param sentences each a list of words, in any order and of any length
   * @return in the order of the sentences
   */
  Reading read(List<List<String>> sentences, BatchLayout layout) {
    List<Placed> windows = new ArrayList<>();
    List<float[]> results = new ArrayList<>(sentences.size());
    for (int sentence = 0; sentence < sentences.size(); sentence++) {
      List<String> words = sentences.get(sentence);
      results.add(new float[words.size() * tags]);
      for (Window window :
          Window.of(tokenizer.encode(words), tokenizer, longest, layout.overlapTokens())) {
        windows.add(new Placed(sentence, window));
      }
    }
    long tokens = 0;
    long padded = 0;
    List<List<Placed>> batches = Batches.of(windows, placed -> placed.window().length(), layout);
    for (List<Placed> batch : batches) {
      read(batch, results);
      tokens += batch.stream().mapToLong(placed -> placed.window().length()).sum();
      // Longest first: the first row gives the width of all.
      padded += (long) batch.size() * batch.get(0).window().length();
    }
    return new Reading(results, tokens, padded, batches.size());
  }

  private void read(List<Placed> batch, List<float[]> results) {
    float[] answers = forward(batch.stream().map(Placed::window).toList());
    int from = 0;
    for (Placed placed : batch) {
      int count = placed.window().words() * tags;
      int to = placed.window().firstWord() * tags;
      System.arraycopy(answers, from, results.get(placed.sentence()), to, count);
      from += count;
    }
  }

  private float[] forward(List<Window> windows) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList input = BatchInput.of(manager, windows);
      return model
          .getBlock()
          .forward(new ParameterStore(manager, false), input, false)
          .singletonOrThrow()
          .toFloatArray();
    }
  }
}
