package io.winnow.jobs.handoff;

import io.winnow.settings.Section;
import io.winnow.settings.Validation;

/**
 * The keys {@code vendor.known-share} and {@code vendor.repeat-share}: control items among the
 * work.
 *
 * @param knownShare sentences with a settled label, as a share of the work
 * @param repeatShare sentences that go out twice, likewise
 */
@Section("vendor")
public record ControlSettings(double knownShare, double repeatShare) {

  public static final ControlSettings NONE = new ControlSettings(0, 0);

  public ControlSettings {
    Validation.of(ControlSettings.class)
        .share("known-share", knownShare)
        .share("repeat-share", repeatShare)
        .done();
  }

  /** Whether there are any. */
  boolean areMixedIn() {
    return knownShare > 0 || repeatShare > 0;
  }
}
