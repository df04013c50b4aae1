package io.winnow.jobs.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.winnow.jobs.status.Status;
import java.util.Map;

/** A workspace's figures as gauges. All carry the workspace's URI as label {@code workspace}. */
final class WorkspaceMetrics {

  private static final String WORKSPACE = "workspace";
  private static final String COMMAND = "command";
  private static final String ROUND = "round";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final String workspace;

  private WorkspaceMetrics(String workspace) {
    this.workspace = workspace;
  }

  static PrometheusRegistry of(
      Status status, Map<String, Map<String, Double>> stages, CommandEnd end) {
    WorkspaceMetrics metrics = new WorkspaceMetrics(status.workspace());
    metrics.command(end);
    metrics.counts("corpus", "the corpus", status.corpus());
    metrics.counts("labels", "the label store", status.labels());
    metrics.rounds(status);
    metrics.due(status);
    metrics.stages(stages);
    return metrics.registry;
  }

  private void command(CommandEnd end) {
    gauge("winnow_command_exit_code", "Exit code of the last command.", COMMAND)
        .labelValues(workspace, end.command())
        .set(end.exitCode());
    gauge("winnow_command_seconds", "What the last command took by the clock.", COMMAND)
        .labelValues(workspace, end.command())
        .set(end.seconds());
    gauge("winnow_command_end_timestamp_seconds", "When the last command ended.", COMMAND)
        .labelValues(workspace, end.command())
        .set(end.endedEpochSeconds());
  }

  /** Counts of a single round, such as {@code sent/0002}, have gauges of their own. */
  private void counts(String name, String meaning, Map<String, Long> counts) {
    Gauge gauge = gauge("winnow_" + name, "Counts of " + meaning + ".", "what");
    counts.forEach(
        (what, count) -> {
          if (!what.contains("/")) {
            gauge.labelValues(workspace, what).set(count);
          }
        });
  }

  private void rounds(Status status) {
    PerRound f1 = perRound("winnow_f1", "F1 on the held-out sentences, 0 to 1.");
    PerRound scored =
        perRound("winnow_scored_sentences", "Sentences of the pool that were scored.");
    PerRound selected = perRound("winnow_selected_words", "Words that were selected.");
    PerRound sent = perRound("winnow_sent_sentences", "Sentences handed to the vendor.");
    PerRound answered = perRound("winnow_answered_sentences", "Sentences with all answers.");
    PerRound trained = perRound("winnow_trained_words", "Labelled words trained on.");
    PerRound kappa = perRound("winnow_stop_kappa", "Agreement with the round before, 0 to 1.");
    PerRound doubt = perRound("winnow_stop_uncertainty", "Mean entropy of a word's tag, in nats.");
    for (Status.RoundStatus round : status.rounds()) {
      f1.set(round.round(), round.f1());
      scored.set(round.round(), round.scored());
      selected.set(round.round(), round.selectedWords());
      sent.set(round.round(), round.sent());
      answered.set(round.round(), round.answered());
      trained.set(round.round(), round.trainedWords());
      kappa.set(round.round(), round.kappa());
      doubt.set(round.round(), round.uncertainty());
    }
  }

  private void due(Status status) {
    gauge(
            "winnow_due",
            "The step that is due, always 1; WAIT: the vendor is awaited.",
            ROUND,
            "step")
        .labelValues(workspace, Integer.toString(status.dueRound()), status.due())
        .set(1);
  }

  private void stages(Map<String, Map<String, Double>> stages) {
    Gauge gauge =
        gauge(
            "winnow_stage_seconds",
            "What the stages of the last command's jobs took.",
            "job",
            "stage");
    stages.forEach(
        (job, seconds) ->
            seconds.forEach((stage, took) -> gauge.labelValues(workspace, job, stage).set(took)));
  }

  private PerRound perRound(String name, String help) {
    return new PerRound(gauge(name, help, ROUND), workspace);
  }

  private Gauge gauge(String name, String help, String... labels) {
    String[] all = new String[labels.length + 1];
    all[0] = WORKSPACE;
    System.arraycopy(labels, 0, all, 1, labels.length);
    return Gauge.builder().name(name).help(help).labelNames(all).register(registry);
  }

  /** A gauge with a value a round, where there is one. */
  private record PerRound(Gauge gauge, String workspace) {

    void set(int round, Number value) {
      if (value != null) {
        gauge.labelValues(workspace, Integer.toString(round)).set(value.doubleValue());
      }
    }
  }
}
