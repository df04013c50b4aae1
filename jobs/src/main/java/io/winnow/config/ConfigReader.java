package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.winnow.annotation.TieRule;
import io.winnow.evaluation.LabelQuality;
import io.winnow.jobs.LabelSettings;
import io.winnow.jobs.SettingsException;
import io.winnow.jobs.handoff.HandoffSettings;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.ingest.InputFormat;
import io.winnow.jobs.merge.MergeSettings;
import io.winnow.jobs.metrics.MetricsSettings;
import io.winnow.jobs.review.ReviewSettings;
import io.winnow.jobs.round.RoundSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.jobs.stop.StopRule;
import io.winnow.jobs.stop.StopSettings;
import io.winnow.jobs.train.LabelWeights;
import io.winnow.jobs.train.PseudoLabelSettings;
import io.winnow.jobs.train.TrainInit;
import io.winnow.jobs.train.TrainSettings;
import io.winnow.jobs.weak.WeakSettings;
import io.winnow.model.InferenceOptions;
import io.winnow.model.Precision;
import io.winnow.selection.Need;
import io.winnow.selection.QueryStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lays the layers of configuration over each other and makes settings of them. */
public final class ConfigReader {

  private static final String REFERENCE = "conf/winnow.conf";
  private static final String WORDS = "select.budget-words";
  private static final String SENTENCES = "select.budget-sentences";
  private static final String STRATEGY = "select.strategy";

  private final Problems problems = new Problems();
  private final Config reference;
  private final Config config;
  private final Values values;

  private ConfigReader(List<Layer> files, List<String> sets) {
    reference = parse(new Layer(REFERENCE, referenceText()));
    config = settleBudget(resolve(files, sets));
    values = new Values(config, reference, problems);
  }

  /**
   * @param files from the weakest to the strongest; the defaults lie below them all
   * @param sets {@code key=value} each; stronger than any file, a later one than an earlier one
   * @throws ConfigurationException with all problems, if there are any
   */
  public static WinnowConfig read(List<Layer> files, List<String> sets) {
    return new ConfigReader(files, sets).read();
  }

  /** The defaults as the file says them, with its comments. */
  public static String referenceText() {
    try (InputStream in = ConfigReader.class.getResourceAsStream("/" + REFERENCE)) {
      if (in == null) {
        throw new IllegalStateException(REFERENCE + " is not on the class path: build again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + REFERENCE, e);
    }
  }

  private Config resolve(List<Layer> files, List<String> sets) {
    Config merged = reference;
    for (Layer file : files) {
      merged = parse(file).withFallback(merged);
    }
    try {
      return Overrides.parse(sets, reference, problems).withFallback(merged).resolve();
    } catch (ConfigException e) {
      problems.add(e.getMessage());
      problems.throwIfAny();
      throw e;
    }
  }

  private Config parse(Layer layer) {
    try {
      return ConfigFactory.parseString(
          layer.text(), ConfigParseOptions.defaults().setOriginDescription(layer.origin()));
    } catch (ConfigException e) {
      problems.add(e.getMessage());
      return ConfigFactory.empty();
    }
  }

  /** Someone who gives a budget in sentences need not take back the default one in words. */
  private Config settleBudget(Config merged) {
    boolean untouched =
        merged.hasPath(WORDS)
            && merged.getValue(WORDS).origin().equals(reference.getValue(WORDS).origin());
    boolean given =
        merged.hasPath(SENTENCES)
            && !merged.getValue(SENTENCES).equals(reference.getValue(SENTENCES));
    return untouched && given
        ? merged.withValue(WORDS, ConfigValueFactory.fromAnyRef(0, REFERENCE))
        : merged;
  }

  private WinnowConfig read() {
    new KnownKeys(reference).check(config, problems);
    long seed = values.whole("seed");
    LabelSettings labels =
        settings(
            () ->
                new LabelSettings(
                    values.texts("labels.types"),
                    new GuidelineReader(problems).read(values.section(GuidelineReader.KEY))));
    WeakSettings weak =
        settings(
            () -> new WeakSettings(new WeakReader(problems).read(values.section(WeakReader.KEY))));
    IngestSettings ingest = settings(this::ingest);
    ScoreSettings score = settings(this::score);
    SelectSettings select = settings(this::select);
    HandoffSettings handoff =
        settings(
            () ->
                new HandoffSettings(
                    values.count("vendor.batch-sentences"),
                    values.count("vendor.annotators-per-sentence"),
                    values.decimal("vendor.known-share"),
                    values.decimal("vendor.repeat-share"),
                    values.duration("vendor.deadline")));
    MergeSettings merge = settings(() -> merge(weak));
    if (score != null && select != null) {
      requireScored(select.strategy(), score);
    }
    TrainSettings train = settings(this::train);
    ReviewSettings review = settings(this::review);
    RoundSettings round = settings(() -> new RoundSettings(values.count("round.last")));
    StopSettings stop = settings(this::stop);
    WinnowConfig all =
        settings(
            () ->
                new WinnowConfig(
                    seed,
                    labels,
                    weak,
                    ingest,
                    score,
                    select,
                    handoff,
                    merge,
                    train,
                    review,
                    round,
                    stop,
                    new MetricsSettings(
                        Optional.of(values.text("metrics.folder")).filter(text -> !text.isBlank())),
                    values.duration("workspace.lease"),
                    resolved(select)));
    problems.throwIfAny();
    return all;
  }

  /** The strategy stands in manifests with every argument, as defaults may change. */
  private String resolved(SelectSettings select) {
    Config written =
        select == null
            ? config
            : config.withValue(
                STRATEGY, ConfigValueFactory.fromAnyRef(select.strategy().toString()));
    return written.root().render(ConfigRenderOptions.concise().setFormatted(true));
  }

  private void requireScored(QueryStrategy strategy, ScoreSettings score) {
    strategy
        .acquisition()
        .filter(function -> !score.functions().contains(function))
        .ifPresent(
            function ->
                problems.add(
                    STRATEGY,
                    origin(STRATEGY),
                    "begins with %s, which is none of score.functions %s: add it there"
                        .formatted(function, score.functions())));
    if (strategy.needs().contains(Need.EMBEDDINGS)
        && score.embeddings() == InferenceOptions.Pooling.NONE) {
      problems.add(
          STRATEGY,
          origin(STRATEGY),
          "is %s, which needs embeddings, but score.embeddings is none: set that to mean"
              .formatted(strategy));
    }
  }

  private IngestSettings ingest() {
    return new IngestSettings(
        values.text("init.source"),
        values.choice("init.format", InputFormat.class),
        values.decimal("init.holdout-share"),
        values.whole("init.holdout-sentences"),
        values.whole("init.max-bad-records"));
  }

  private ScoreSettings score() {
    return new ScoreSettings(
        values.texts("score.functions"),
        values.count("score.mc-dropout"),
        values.choice("score.embeddings", InferenceOptions.Pooling.class),
        values.count("score.batch-tokens"),
        values.count("score.window-sentences"),
        values.count("score.overlap-tokens"),
        values.choice("score.precision", Precision.class),
        values.decimal("score.max-set-aside-share"),
        values.count("score.shard-sentences"),
        values.decimal("score.rescore-share"),
        values.decimal("score.audit-share"));
  }

  private SelectSettings select() {
    return new SelectSettings(
        values.parsed(STRATEGY, QueryStrategy::parse),
        values.whole(WORDS),
        values.whole(SENTENCES),
        values.count("select.min-words"));
  }

  private MergeSettings merge(WeakSettings weak) {
    return new MergeSettings(
        values.text("merge.adjudicator"),
        values.choice("merge.ties", TieRule.class),
        values.decimal("merge.min-confidence"),
        values.count("merge.send-again"),
        values.decimal("merge.max-reject-share"),
        values.decimal("merge.min-returned-share"),
        weak == null ? WeakSettings.NONE : weak);
  }

  private TrainSettings train() {
    return new TrainSettings(
        values.count("train.batch-size"),
        values.count("train.eval-batch-size"),
        values.decimal("train.learning-rate"),
        values.decimal("train.weight-decay"),
        values.decimal("train.warmup-share"),
        values.decimal("train.clip-norm"),
        values.decimal("train.dropout"),
        values.count("train.epochs"),
        values.count("train.min-steps"),
        values.count("train.max-steps"),
        values.decimal("train.dev-share"),
        values.count("train.eval-every-steps"),
        values.count("train.patience"),
        values.count("train.threads"),
        values.count("train.max-tokens"),
        values.choice("train.precision", Precision.class),
        values.choice("train.label-weights", LabelWeights.class),
        values.decimal("train.layer-decay"),
        values.choice("train.init", TrainInit.class),
        values.count("train.restarts"),
        values.count("train.checkpoint-steps"),
        new PseudoLabelSettings(
            values.decimal("train.successor.min-confidence"),
            values.count("train.successor.sentences")));
  }

  private ReviewSettings review() {
    return new ReviewSettings(
        values.count("review.folds"),
        values.choice("review.quality", LabelQuality.class),
        values.count("review.sentences"));
  }

  private StopSettings stop() {
    return new StopSettings(
        values.choice("stop.rule", StopRule.class),
        values.count("stop.sentences"),
        values.decimal("stop.kappa"),
        values.count("stop.window"),
        values.decimal("stop.max-uncertainty"),
        values.decimal("stop.min-fall"),
        values.whole("stop.gain-words"),
        values.decimal("stop.min-gain"),
        values.decimal("stop.noise"));
  }

  /** The settings, or null where problems were added that end the reading. */
  private <T> T settings(Supplier<T> make) {
    try {
      return make.get();
    } catch (SettingsException e) {
      e.problems()
          .forEach(
              problem -> problems.add(problem.key(), origin(problem.key()), problem.message()));
      return null;
    }
  }

  /** Where a key was written; where its section was, if the key is free and no plain path. */
  private ConfigOrigin origin(String key) {
    try {
      return config.getValue(key).origin();
    } catch (ConfigException e) {
      return config.getValue(key.substring(0, key.indexOf('.'))).origin();
    }
  }
}
