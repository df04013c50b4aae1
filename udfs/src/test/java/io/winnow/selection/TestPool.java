package io.winnow.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small pool in which each sentence is a little more certain than the one before. */
final class TestPool {

  private final List<String> ids = new ArrayList<>();
  private final Map<String, List<String>> words = new HashMap<>();
  private final Map<String, float[]> embeddings = new HashMap<>();
  private final List<List<String>> sent = new ArrayList<>();

  TestPool with(String id, String text) {
    ids.add(id);
    words.put(id, List.of(text.split(" ")));
    return this;
  }

  /** A sentence of one word with an embedding. */
  TestPool at(String id, float... embedding) {
    embeddings.put(id, embedding);
    return with(id, id);
  }

  TestPool sent(String text) {
    sent.add(List.of(text.split(" ")));
    return this;
  }

  /** What a strategy chooses where the budget has room for all. */
  List<String> kept(String strategy) {
    return ids(choose(strategy, Budget.ofSentences(ids.size())));
  }

  List<Selected> choose(String strategy, Budget budget) {
    CandidateSearch search = new CandidateSearch(QueryStrategy.parse(strategy), budget, 1, 7, 1);
    return SmallPool.choose(search, scored(), knowledge());
  }

  private List<SmallPool.Scored> scored() {
    return ids.stream()
        .map(id -> new SmallPool.Scored(id, words.get(id).size(), ids.indexOf(id) - 100.0))
        .toList();
  }

  private Knowledge knowledge() {
    return new Knowledge(words, embeddings, sent, mean());
  }

  private float[] mean() {
    float[] mean =
        new float[embeddings.values().stream().mapToInt(it -> it.length).max().orElse(0)];
    for (float[] embedding : embeddings.values()) {
      float[] unit = Directions.of(embedding);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += unit[i] / embeddings.size();
      }
    }
    return mean;
  }

  static List<String> ids(List<Selected> chosen) {
    return Arrays.asList(chosen.stream().map(Selected::id).toArray(String[]::new));
  }
}
