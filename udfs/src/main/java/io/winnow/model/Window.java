package io.winnow.model;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a sentence that the encoder takes at once, and the words whose tags it predicts.
 *
 * @param ids sub-words, special tokens included
 * @param firsts places in {@code ids} of the first sub-words of those words
 * @param firstWord the place of the first of those words in the sentence; the others follow it
 */
public record Window(int[] ids, int[] firsts, int firstWord) {

  /** A window of a labelled sentence, with the targets of its own words. */
  public record Labelled(Window window, WordTargets targets) {

    public Labelled {
      if (targets.words() != window.words()) {
        throw new IllegalArgumentException(
            "A window of %d words has %d labels".formatted(window.words(), targets.words()));
      }
    }
  }

  public int length() {
    return ids.length;
  }

  public int words() {
    return firsts.length;
  }

  /**
   * Cuts a sentence into windows. Each begins at a word; neighbours share {@code overlap} sub-words
   * or a few more (where that fills a window, half of it); each word is predicted once, in the
   * window that shows the most sub-words on its poorer side (a side that reaches the sentence's end
   * is not poor).
   *
   * @param longest sub-words in a window, the two special tokens included
   * @return none for a sentence without words
   * @throws IllegalArgumentException if the window has no room, or the overlap is below 0
   */
  static List<Window> of(Subwords sentence, SubwordTokenizer tokenizer, int longest, int overlap) {
    int room = longest - 2;
    int length = sentence.ids().length;
    if (overlap < 0 || room < 1) {
      throw new IllegalArgumentException(
          "Windows of %d sub-words, 2 of them special, cannot share %d"
              .formatted(longest, overlap));
    }
    if (sentence.words() == 0) {
      return List.of();
    }
    if (length <= room) {
      return List.of(window(sentence, tokenizer, 0, length, 0, sentence.words()));
    }
    List<int[]> stretches = stretches(sentence, room, overlap < room ? overlap : room / 2);
    List<Window> windows = new ArrayList<>();
    int firstWord = 0;
    for (int w = 0; w < stretches.size(); w++) {
      int[] stretch = stretches.get(w);
      int endWord = firstWord;
      while (endWord < sentence.words()
          && best(stretches, w, sentence.firsts()[endWord], length) == w) {
        endWord++;
      }
      if (endWord > firstWord) {
        windows.add(window(sentence, tokenizer, stretch[0], stretch[1], firstWord, endWord));
      }
      firstWord = endWord;
    }
    return windows;
  }

  private static List<int[]> stretches(Subwords sentence, int room, int overlap) {
    int length = sentence.ids().length;
    List<int[]> stretches = new ArrayList<>();
    int start = 0;
    while (true) {
      int end = Math.min(start + room, length);
      stretches.add(new int[] {start, end});
      if (end == length) {
        return stretches;
      }
      int found = Arrays.binarySearch(sentence.firsts(), end - overlap);
      int next = sentence.firsts()[found >= 0 ? found : -found - 2];
      // A single word can be longer than a window: then step on inside of it.
      start = next > start ? next : end - overlap;
    }
  }

  /** Of the stretches from one on; those that begin behind the place are not even looked at. */
  private static int best(List<int[]> stretches, int from, int place, int length) {
    int best = -1;
    int bestContext = -1;
    for (int w = from; w < stretches.size() && stretches.get(w)[0] <= place; w++) {
      int start = stretches.get(w)[0];
      int end = stretches.get(w)[1];
      if (place < end) {
        int left = start == 0 ? Integer.MAX_VALUE : place - start;
        int right = end == length ? Integer.MAX_VALUE : end - 1 - place;
        int context = Math.min(left, right);
        if (context > bestContext) {
          best = w;
          bestContext = context;
        }
      }
    }
    return best;
  }

  private static Window window(
      Subwords sentence, SubwordTokenizer tokenizer, int start, int end, int word, int endWord) {
    int[] ids = new int[end - start + 2];
    ids[0] = tokenizer.before();
    System.arraycopy(sentence.ids(), start, ids, 1, end - start);
    ids[ids.length - 1] = tokenizer.after();
    int[] firsts = Arrays.copyOfRange(sentence.firsts(), word, endWord);
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] += 1 - start;
    }
    return new Window(ids, firsts, word);
  }
}
