package io.winnow.api;

import io.winnow.jobs.Ending;
import io.winnow.jobs.Job;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.Published;
import io.winnow.jobs.Runner;
import io.winnow.workspace.Pointer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an action ended.
 *
 * @since 0.1.0
 */
public interface Done {

  /** Whether it was done, was found done before, or waits for the vendor. */
  Outcome outcome();

  /**
   * Of an action that is a single step.
   *
   * @since 0.1.0
   */
  interface OfStep extends Done {

    /** What the step has published. */
    Made made();

    @Override
    default Outcome outcome() {
      return made().outcome();
    }
  }

  /**
   * What a step has published, now or before.
   *
   * @param run the run's id; empty while nothing is published, as when it waits for the vendor
   * @param counts name to number of rows, or of whatever the name says
   * @param paths name to the URI of a folder or file
   * @param numbers summary figures, such as {@code f1}
   * @since 0.1.0
   */
  record Made(
      Outcome outcome,
      Optional<String> run,
      SortedMap<String, Long> counts,
      SortedMap<String, String> paths,
      SortedMap<String, Double> numbers) {

    public Made {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
      paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
      numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    static Made of(Job job, Runner runner) {
      return of(runner.run(job), runner);
    }

    static Made of(Ending ending, Runner runner) {
      Published published = runner.published();
      Optional<Pointer> pointer = ending.publication();
      SortedMap<String, String> paths = new TreeMap<>();
      pointer.ifPresent(
          it ->
              it.outputs()
                  .forEach(
                      (name, path) ->
                          paths.put(name, runner.workspace().resolve(path).toString())));
      return new Made(
          ending.outcome(),
          pointer.map(it -> it.run().toString()),
          new TreeMap<>(pointer.map(Pointer::counts).orElse(Map.of())),
          paths,
          new TreeMap<>(pointer.map(it -> published.manifest(it).numbers()).orElse(Map.of())));
    }

    /** A count, 0 where there is none. */
    public long count(String name) {
      return counts.getOrDefault(name, 0L);
    }

    /** A figure, NaN where there is none. */
    public double number(String name) {
      return numbers.getOrDefault(name, Double.NaN);
    }
  }
}
