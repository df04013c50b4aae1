package io.winnow.jobs.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.winnow.jobs.metrics.MetricsFiles.CommandEnd;
import io.winnow.jobs.status.Status;
import io.winnow.jobs.status.Status.RoundStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A workspace's figures as gauges. All carry the workspace's URI as label {@code workspace}. */
final class WorkspaceMetrics {

  /** A figure with a value a round, where there is one. */
  private record PerRound(String name, String help, Function<RoundStatus, Number> value) {}

  private static final List<PerRound> PER_ROUND =
      List.of(
          new PerRound("f1", "F1 on the held-out sentences, 0 to 1.", RoundStatus::f1),
          new PerRound(
              "scored_sentences", "Sentences of the pool that were scored.", RoundStatus::scored),
          new PerRound("selected_words", "Words that were selected.", RoundStatus::selectedWords),
          new PerRound("sent_sentences", "Sentences handed to the vendor.", RoundStatus::sent),
          new PerRound("answered_sentences", "Sentences with all answers.", RoundStatus::answered),
          new PerRound("trained_words", "Labelled words trained on.", RoundStatus::trainedWords),
          new PerRound(
              "stop_kappa", "Agreement with the round before, 0 to 1.", RoundStatus::kappa),
          new PerRound(
              "stop_uncertainty",
              "Mean entropy of a word's tag, in nats.",
              RoundStatus::uncertainty));

  private static final double MILLIS = 1000;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Labels workspace;

  private WorkspaceMetrics(String workspace) {
    this.workspace = Labels.of("workspace", workspace);
  }

  /**
   * @param stages of each job, and the seconds that they took
   */
  static PrometheusRegistry of(
      Status status, Map<String, Map<String, Double>> stages, CommandEnd end) {
    WorkspaceMetrics metrics = new WorkspaceMetrics(status.workspace());
    metrics.command(end);
    metrics.counts("corpus", "the corpus", status.corpus());
    metrics.counts("labels", "the label store", status.labels());
    PER_ROUND.forEach(figure -> metrics.rounds(figure, status.rounds()));
    metrics
        .gauge(
            "due",
            "The step that is due, always 1; WAIT: nothing to do until the vendor answers.",
            "round",
            "step")
        .labelValues(Integer.toString(status.dueRound()), status.due())
        .set(1);
    Gauge took =
        metrics.gauge(
            "stage_seconds",
            "Time spent in the stages of the last command's jobs.",
            "job",
            "stage");
    stages.forEach(
        (job, seconds) ->
            seconds.forEach((stage, second) -> took.labelValues(job, stage).set(second)));
    return metrics.registry;
  }

  private void command(CommandEnd end) {
    gauge("command_exit_code", "Exit code of the last command.", "command")
        .labelValues(end.command())
        .set(end.exitCode());
    gauge("command_seconds", "Wall-clock time of the last command.", "command")
        .labelValues(end.command())
        .set(Duration.between(end.started(), end.ended()).toMillis() / MILLIS);
    gauge("command_end_timestamp_seconds", "When the last command ended.", "command")
        .labelValues(end.command())
        .set(end.ended().toEpochMilli() / MILLIS);
  }

  /** Counts of a single round, such as {@code sent/0002}, have gauges of their own. */
  private void counts(String name, String meaning, Map<String, Long> counts) {
    Gauge gauge = gauge(name, "Counts of " + meaning + ".", "what");
    counts.forEach(
        (what, count) -> {
          if (!what.contains("/")) {
            gauge.labelValues(what).set(count);
          }
        });
  }

  private void rounds(PerRound figure, List<RoundStatus> rounds) {
    Gauge gauge = gauge(figure.name(), figure.help(), "round");
    for (RoundStatus round : rounds) {
      Number value = figure.value().apply(round);
      if (value != null) {
        gauge.labelValues(Integer.toString(round.round())).set(value.doubleValue());
      }
    }
  }

  private Gauge gauge(String name, String help, String... labels) {
    return Gauge.builder()
        .name("winnow_" + name)
        .help(help)
        .constLabels(workspace)
        .labelNames(labels)
        .register(registry);
  }
}
