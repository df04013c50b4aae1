package io.winnow.jobs.metrics;

import io.winnow.settings.Section;
import java.util.Optional;

/**
 * The keys {@code metrics.*}.
 *
 * @param folder URI of a folder that gets the files, too, such as the textfile collector's
 */
@Section("metrics")
public record MetricsSettings(Optional<String> folder) {}
