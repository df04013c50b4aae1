package io.winnow.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.selection.CandidateSearch.Limits;
import io.winnow.selection.CandidateSearch.Prospects;
import io.winnow.selection.CandidateSearch.Summary;
import io.winnow.selection.Modifier.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Chooses from a pool in memory as jobs do from one on a cluster. */
final class SmallPool {

  private SmallPool() {}

  /**
   * @param score null for a sentence without one
   */
  record Scored(String id, int words, Double score) {}

  static List<Selected> choose(CandidateSearch search, List<Scored> pool, Knowledge knowledge) {
    return choose(search, pool, knowledge, 1, new Random(0));
  }

  /** Scatters the pool over partitions, and looks on until there are candidates enough. */
  static List<Selected> choose(
      CandidateSearch search, List<Scored> pool, Knowledge knowledge, int parts, Random random) {
    CostHistogram histogram = histogram(search, pool);
    Request request =
        new Request(search.budget(), search.round(), search.strategy().certain(), knowledge);
    for (double breadth = 1; breadth < 1e9; breadth *= 2) {
      Prospects prospects =
          prospects(search, pool, search.limits(histogram, breadth), parts, random);
      Optional<List<Selected>> chosen = search.strategy().choose(prospects, request);
      if (chosen.isPresent()) {
        return chosen.get();
      }
    }
    throw new AssertionError("Never enough candidates: " + search);
  }

  private static CostHistogram histogram(CandidateSearch search, List<Scored> pool) {
    CostHistogram histogram = new CostHistogram();
    for (Scored s : pool) {
      search.count(1, s.words(), s.score(), histogram);
    }
    return histogram;
  }

  private static Prospects prospects(
      CandidateSearch search, List<Scored> pool, Limits limits, int parts, Random random) {
    List<Summary> summaries = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      summaries.add(search.summary(limits));
    }
    for (Scored s : pool) {
      summaries.get(random.nextInt(parts)).add(s.id(), s.words(), s.score());
    }
    Summary merged = search.summary(limits);
    for (Summary summary : summaries) {
      merged = shipped(merged).merge(shipped(summary));
    }
    return merged.prospects();
  }

  /** As Spark sends it from an executor to the driver. */
  @SuppressWarnings("unchecked")
  private static <T> T shipped(T summary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(summary);
      out.flush();
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Object read = in.readObject();
        assertThat(read).isInstanceOf(summary.getClass());
        return (T) read;
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
