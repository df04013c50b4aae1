package io.winnow.jobs.merge;

import io.winnow.annotation.Adjudicator;
import io.winnow.annotation.MajorityVote;

/** The adjudicators that configuration can name. */
public enum AdjudicatorName {
  /** A vote on whole spans. */
  MAJORITY;

  Adjudicator adjudicator() {
    return switch (this) {
      case MAJORITY -> new MajorityVote();
    };
  }
}
