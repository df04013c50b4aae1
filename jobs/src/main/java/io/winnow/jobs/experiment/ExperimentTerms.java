package io.winnow.jobs.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.settings.SettingsException;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What all points of an experiment have in common, kept as {@code experiment.json}. Strategies,
 * seeds and rounds may be added later; a point of other data or settings would not compare.
 */
record ExperimentTerms(
    String input,
    String holdout,
    String encoder,
    String initialWords,
    String wordsPerRound,
    double growth,
    JsonNode config) {

  private static final String FILE = "experiment.json";

  /** Settings that don't change points: speed, strategy (each run has its own), stopping rules. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "train.threads",
          "workspace.lease",
          "round.last",
          "select.strategy",
          "stop.rule",
          "stop.kappa",
          "stop.window",
          "stop.max-uncertainty",
          "stop.min-fall",
          "stop.gain-words",
          "stop.min-gain",
          "stop.noise");

  static ExperimentTerms of(ExperimentPlan plan, Optional<String> encoder, String config) {
    return new ExperimentTerms(
        plan.input(),
        plan.holdout().orElse(""),
        encoder.orElse(""),
        plan.words().initial().toString(),
        plan.words().first().toString(),
        plan.words().growth(),
        Json.tree(config));
  }

  /**
   * Keeps the terms, or compares them with those that are kept.
   *
   * @throws SettingsException if they differ
   */
  void agree(Workspace home) {
    Optional<ExperimentTerms> before =
        home.readText(FILE).map(text -> Json.read(text, ExperimentTerms.class));
    if (before.isEmpty()) {
      home.makeFolder(home.root());
      home.replaceText(FILE, Json.write(this));
      return;
    }
    Map<String, String> then = before.get().flat();
    List<SettingsException.Problem> problems = new ArrayList<>();
    flat()
        .forEach(
            (key, value) -> {
              if (!value.equals(then.getOrDefault(key, value)) && !WITHOUT_EFFECT.contains(key)) {
                problems.add(
                    new SettingsException.Problem(
                        key,
                        "is %s, but the experiment in %s was begun with %s: go on with that, or give another --to"
                            .formatted(value, home, then.get(key))));
              }
            });
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Map<String, String> flat() {
    Map<String, String> flat = new TreeMap<>();
    flat.put("--input", input);
    flat.put("--holdout", holdout);
    flat.put("--model", encoder);
    flat.put("--initial-words", initialWords);
    flat.put("--words-per-round", wordsPerRound);
    flat.put("--growth", Double.toString(growth));
    flatten("", config, flat);
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    if (!node.isObject()) {
      flat.put(prefix, node.toString());
      return;
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      flatten(
          prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
          field.getValue(),
          flat);
    }
  }
}
