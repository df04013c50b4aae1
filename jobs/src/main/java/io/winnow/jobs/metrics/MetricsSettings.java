package io.winnow.jobs.metrics;

import java.util.Optional;

/**
 * The keys {@code metrics.*}.
 *
 * @param folder URI of a folder that gets the files, too, such as the textfile collector's
 */
public record MetricsSettings(Optional<String> folder) {}
