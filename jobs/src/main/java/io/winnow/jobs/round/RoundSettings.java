package io.winnow.jobs.round;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code round.*}.
 *
 * @param last number of the last round; {@link #UNTIL_POOL_IS_EMPTY}: no last one
 */
@Section("round")
public record RoundSettings(int last) {

  /** Rounds go on as long as there are sentences to select. */
  public static final int UNTIL_POOL_IS_EMPTY = -1;

  public RoundSettings {
    Validation.of(RoundSettings.class).atLeast("last", UNTIL_POOL_IS_EMPTY, last).done();
  }
}
