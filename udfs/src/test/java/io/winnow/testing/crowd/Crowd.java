package io.winnow.testing.crowd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Annotators by name.
 *
 * @param workers in a fixed order
 */
public record Crowd(Map<String, Worker> workers) {

  public Crowd {
    workers = Collections.unmodifiableMap(new LinkedHashMap<>(workers));
  }

  /** Who really did the work that {@code crowd-errors.json} counts. */
  public static Crowd real() {
    return new Crowd(CrowdErrors.REAL.workers());
  }

  /** One of those. */
  public static Worker worker(String name) {
    return CrowdErrors.REAL.workers().get(name);
  }

  /** Named {@code w0, w1, ...}. */
  public static Crowd of(Worker... workers) {
    Map<String, Worker> named = new LinkedHashMap<>();
    for (Worker worker : workers) {
      named.put("w" + named.size(), worker);
    }
    return new Crowd(named);
  }
}
