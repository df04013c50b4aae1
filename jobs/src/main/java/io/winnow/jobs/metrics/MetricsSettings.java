package io.winnow.jobs.metrics;

import io.winnow.settings.Section;
import java.util.Optional;

/** The keys {@code metrics.*}. */
@Section("metrics")
public record MetricsSettings(Optional<String> folder) {}
