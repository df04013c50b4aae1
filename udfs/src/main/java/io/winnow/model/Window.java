package io.winnow.model;

import io.winnow.model.SubwordTokenizer.Subwords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of a sentence that the encoder takes at once, and the words whose tags it predicts.
 *
 * @param ids sub-words, special tokens included
 * @param firsts where in {@code ids} the first sub-words of those words are
 * @param places the places of those words in the sentence, rising; words that have no sub-word are
 *     in no window
 */
public record Window(int[] ids, int[] firsts, int[] places) {

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
   * @return none for a sentence without words that have a sub-word
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
    int[] places = sentence.seen();
    int[] firsts = Arrays.stream(places).map(word -> sentence.firsts()[word]).toArray();
    int shared = overlap < room ? overlap : room / 2;
    List<int[]> stretches =
        places.length == 0 ? List.of() : stretches(firsts, length, room, shared);
    List<Window> windows = new ArrayList<>();
    int word = 0;
    for (int w = 0; w < stretches.size(); w++) {
      int endWord = word;
      while (endWord < firsts.length && best(stretches, w, firsts[endWord], length) == w) {
        endWord++;
      }
      if (endWord > word) {
        int start = stretches.get(w)[0];
        windows.add(
            new Window(
                framed(sentence.ids(), tokenizer, start, stretches.get(w)[1]),
                Arrays.stream(firsts, word, endWord).map(first -> first + 1 - start).toArray(),
                Arrays.copyOfRange(places, word, endWord)));
      }
      word = endWord;
    }
    return windows;
  }

  private static List<int[]> stretches(int[] firsts, int length, int room, int overlap) {
    List<int[]> stretches = new ArrayList<>();
    int start = 0;
    while (true) {
      int end = Math.min(start + room, length);
      stretches.add(new int[] {start, end});
      if (end == length) {
        return stretches;
      }
      int found = Arrays.binarySearch(firsts, end - overlap);
      int next = firsts[found >= 0 ? found : -found - 2];
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

  private static int[] framed(int[] subwords, SubwordTokenizer tokenizer, int start, int end) {
    int[] ids = new int[end - start + 2];
    ids[0] = tokenizer.before();
    System.arraycopy(subwords, start, ids, 1, end - start);
    ids[ids.length - 1] = tokenizer.after();
    return ids;
  }
}
