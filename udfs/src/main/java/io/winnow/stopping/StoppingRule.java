package io.winnow.stopping;

import java.util.List;

/** Tells whether to label more. */
public interface StoppingRule {

  /** The name in configuration. */
  String name();

  /**
   * @param rounds all that are over, in their order
   */
  Opinion of(List<RoundFacts> rounds);
}
