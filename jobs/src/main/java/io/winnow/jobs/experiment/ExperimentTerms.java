package io.winnow.jobs.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.winnow.settings.SettingsException;
import io.winnow.workspace.Json;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
  private static final Predicate<String> WITHOUT_EFFECT =
      Pattern.compile(
              "train\\.threads|workspace\\.lease|round\\.last|select\\.strategy"
                  + "|stop\\.(?!sentences$).*")
          .asMatchPredicate();

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
    List<SettingsException.Problem> problems =
        flat().entrySet().stream()
            .filter(now -> !WITHOUT_EFFECT.test(now.getKey()))
            .filter(now -> !now.getValue().equals(then.getOrDefault(now.getKey(), now.getValue())))
            .map(
                now ->
                    new SettingsException.Problem(
                        now.getKey(),
                        "is %s, but the experiment in %s was started with %s: use that, or give another --to"
                            .formatted(now.getValue(), home, then.get(now.getKey()))))
            .toList();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private SortedMap<String, String> flat() {
    SortedMap<String, String> flat = new TreeMap<>();
    ConfigFactory.parseString(config.toString())
        .entrySet()
        .forEach(it -> flat.put(it.getKey(), it.getValue().render(ConfigRenderOptions.concise())));
    flat.put("--input", input);
    flat.put("--holdout", holdout);
    flat.put("--model", encoder);
    flat.put("--initial-words", initialWords);
    flat.put("--words-per-round", wordsPerRound);
    flat.put("--growth", Double.toString(growth));
    return flat;
  }
}
