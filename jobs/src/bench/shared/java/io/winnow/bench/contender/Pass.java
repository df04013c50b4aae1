package io.winnow.bench.contender;

import java.util.Map;

/** One reading of some sentences. */
public interface Pass {

  /**
   * All the work, timed.
   *
   * @return figures of the contender's own, by name
   */
  Map<String, Double> run() throws Exception;

  /** What came out, to compare it with others': MNLP by sentence id. After {@link #run}. */
  Map<String, Double> mnlp() throws Exception;
}
