package io.winnow.jobs.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.winnow.files.Sha256;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Json;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a workspace's figures as {@code metrics/winnow.prom} (Prometheus's text format 0.0.4, for
 * node_exporter's textfile collector) and {@code metrics/winnow.json}. Each is replaced whole.
 */
public record MetricsFiles(Workspace workspace, MetricsSettings settings) {

  /**
   * How a command ended.
   *
   * @param command its name, such as {@code round}
   * @param exitCode of its process
   */
  public record CommandEnd(String command, int exitCode, Instant started, Instant ended) {}

  /**
   * A figure.
   *
   * @param name as Prometheus has it
   */
  record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * @param status of the workspace now
   */
  public void write(Status status, CommandEnd end) {
    // Of each job that the command ran; of the last one where it ran several times.
    Map<String, Map<String, Double>> stages = new TreeMap<>();
    for (RunManifest manifest : RunManifest.since(workspace, end.started())) {
      stages.put(manifest.job(), manifest.stageSeconds());
    }
    MetricSnapshots figures = WorkspaceMetrics.of(status, stages, end).scrape();
    write(figures, workspace, "metrics/winnow");
    // Named by the workspace: one folder may have those of several.
    String hash = Sha256.of(workspace.root().toString()).substring(0, 8);
    String name = "winnow-%s-%s".formatted(workspace.root().getName(), hash);
    settings
        .folder()
        .map(folder -> Workspace.at(folder, workspace.files().getConf()))
        .ifPresent(folder -> write(figures, folder, name));
  }

  private static void write(MetricSnapshots figures, Workspace folder, String name) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(text, figures);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write into memory", e);
    }
    folder.replaceText(name + ".prom", text.toString(StandardCharsets.UTF_8));
    folder.replaceText(name + ".json", Json.write(Map.of("samples", samples(figures))));
  }

  private static List<Sample> samples(MetricSnapshots figures) {
    List<Sample> samples = new ArrayList<>();
    figures.forEach(
        metric -> {
          for (DataPointSnapshot point : metric.getDataPoints()) {
            Map<String, String> labels = new TreeMap<>();
            point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
            double value = ((GaugeDataPointSnapshot) point).getValue();
            samples.add(new Sample(metric.getMetadata().getName(), labels, value));
          }
        });
    return samples;
  }
}
