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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a workspace's figures as {@code metrics/winnow.prom} (Prometheus's text format 0.0.4, for
 * node_exporter's textfile collector) and {@code metrics/winnow.json}. Each is replaced whole.
 */
public record MetricsFiles(Workspace workspace, MetricsSettings settings) {

  private static final String FOLDER = "metrics/";

  /**
   * A figure.
   *
   * @param name as Prometheus has it
   */
  record Sample(String name, Map<String, String> labels, double value) {}

  /** Figures of a workspace, as JSON. */
  record Samples(List<Sample> samples) {}

  /**
   * @param status of the workspace now
   */
  public void write(Status status, CommandEnd end) {
    MetricSnapshots figures = WorkspaceMetrics.of(status, stages(end), end).scrape();
    String text = text(figures);
    String json = Json.write(new Samples(samples(figures)));
    workspace.replaceText(FOLDER + "winnow.prom", text);
    workspace.replaceText(FOLDER + "winnow.json", json);
    settings.folder().ifPresent(folder -> copy(folder, text, json));
  }

  /** Named by the workspace: one folder may have those of several. */
  private void copy(String folder, String text, String json) {
    Workspace other = Workspace.at(folder, workspace.files().getConf());
    String name =
        "winnow-%s-%s"
            .formatted(
                workspace.root().getName(), Sha256.of(workspace.root().toString()).substring(0, 8));
    other.replaceText(name + ".prom", text);
    other.replaceText(name + ".json", json);
  }

  /** Of each job that the command ran; of the last one where it ran several times. */
  private Map<String, Map<String, Double>> stages(CommandEnd end) {
    Map<String, Map<String, Double>> stages = new TreeMap<>();
    for (RunManifest manifest : RunManifest.since(workspace, end.started())) {
      stages.put(manifest.job(), manifest.stageSeconds());
    }
    return stages;
  }

  private static String text(MetricSnapshots figures) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, figures);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write into memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Sample> samples(MetricSnapshots figures) {
    List<Sample> samples = new ArrayList<>();
    figures.forEach(
        metric -> {
          for (DataPointSnapshot point : metric.getDataPoints()) {
            Map<String, String> labels = new TreeMap<>();
            point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
            samples.add(
                new Sample(
                    metric.getMetadata().getName(),
                    labels,
                    ((GaugeDataPointSnapshot) point).getValue()));
          }
        });
    return samples;
  }
}
