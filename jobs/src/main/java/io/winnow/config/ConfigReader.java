package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.winnow.config.WinnowConfig.WorkspaceSettings;
import io.winnow.extension.ExtensionException;
import io.winnow.files.MalformedTextException;
import io.winnow.files.Resources;
import io.winnow.files.TextEncoding;
import io.winnow.jobs.ingest.IngestSettings;
import io.winnow.jobs.metrics.MetricsSettings;
import io.winnow.jobs.review.ReviewSettings;
import io.winnow.jobs.round.JobSettings;
import io.winnow.jobs.score.ScoreSettings;
import io.winnow.jobs.select.SelectSettings;
import io.winnow.model.InferenceOptions;
import io.winnow.selection.Modifier.Need;
import io.winnow.selection.QueryStrategy;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Merges the layers of configuration and turns them into settings. */
public final class ConfigReader {

  private static final String REFERENCE = "conf/winnow.conf";
  private static final String OWN = "winnow.conf";
  private static final String WORDS = "select.budget-words";
  private static final String SENTENCES = "select.budget-sentences";
  private static final String STRATEGY = Overrides.STRATEGY;

  private final Problems problems = new Problems();
  private final Config reference;
  private final Config config;

  private ConfigReader(List<Layer> files, List<String> sets) {
    reference = parse(new Layer(REFERENCE, referenceText()));
    config = completeStrategy(settleBudget(resolve(files, sets)));
  }

  /**
   * From the weakest to the strongest: the defaults, then what is given here, in its order.
   *
   * @param presets lie between the defaults and the workspace's own file
   * @param workspace whose {@value #OWN} counts, if it has one
   * @param files HOCON
   * @param sets {@code key=value} each
   * @throws ConfigurationException with all problems, if there are any
   */
  public static WinnowConfig read(
      List<Layer> presets, Optional<Workspace> workspace, List<Path> files, List<String> sets) {
    List<Layer> layers = new ArrayList<>(presets);
    workspace.ifPresent(
        home ->
            home.readText(OWN).ifPresent(text -> layers.add(new Layer(home + "/" + OWN, text))));
    files.forEach(file -> layers.add(Layer.of(file)));
    return read(layers, sets);
  }

  /**
   * @param files from lowest to highest priority; all of them override the defaults
   * @param sets {@code key=value} each; they override all files, later ones override earlier ones
   * @throws ConfigurationException with all problems, if there are any
   */
  public static WinnowConfig read(List<Layer> files, List<String> sets) {
    try {
      return new ConfigReader(files, sets).read();
    } catch (ExtensionException e) {
      // Of the class path rather than of a key: nothing else can be checked until it is mended.
      throw new ConfigurationException(List.of(e.getMessage()));
    }
  }

  /** The defaults as the file says them, with its comments. */
  public static String referenceText() {
    return Resources.text(ConfigReader.class, "/" + REFERENCE);
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

  /** A budget in sentences replaces the default one in words. */
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

  /** The strategy stands in manifests with every argument, as defaults may change. */
  private static Config completeStrategy(Config merged) {
    try {
      String strategy = QueryStrategy.parse(merged.getString(STRATEGY)).toString();
      return merged.withValue(
          STRATEGY,
          ConfigValueFactory.fromAnyRef(strategy).withOrigin(merged.getValue(STRATEGY).origin()));
    } catch (ConfigException | IllegalArgumentException e) {
      // It becomes a problem when the strategy is bound.
      return merged;
    }
  }

  private WinnowConfig read() {
    new KnownKeys(reference).check(config, problems);
    Binder binder = new Binder(config, reference, problems);
    WinnowConfig all =
        new WinnowConfig(
            binder.whole("seed"),
            binder.bind(IngestSettings.class),
            binder.bind(JobSettings.class),
            binder.bind(ReviewSettings.class),
            binder.bind(MetricsSettings.class),
            binder.bind(WorkspaceSettings.class),
            config.root().render(ConfigRenderOptions.concise().setFormatted(true)));
    if (binder.accepted(ScoreSettings.class) && binder.accepted(SelectSettings.class)) {
      requireScored(all.jobs().select().strategy(), all.jobs().score());
    }
    problems.throwIfAny();
    return all;
  }

  private void requireScored(QueryStrategy strategy, ScoreSettings score) {
    ConfigOrigin origin = config.getValue(STRATEGY).origin();
    strategy
        .acquisition()
        .filter(function -> !score.functions().contains(function))
        .ifPresent(
            function ->
                problems.add(
                    STRATEGY,
                    origin,
                    "begins with %s, which is none of score.functions %s: add it there"
                        .formatted(function, score.functions())));
    if (strategy.needs().contains(Need.EMBEDDINGS)
        && score.embeddings() == InferenceOptions.Pooling.NONE) {
      String message =
          "is %s, which needs embeddings, but score.embeddings is none: set that to mean";
      problems.add(STRATEGY, origin, message.formatted(strategy));
    }
  }

  /**
   * A file of settings, already read.
   *
   * @param origin what messages call it, such as its path
   * @param text HOCON
   */
  public record Layer(String origin, String text) {

    /**
     * @throws ConfigurationException if the file can't be read
     */
    public static Layer of(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        return new Layer(file.toString(), TextEncoding.AUTO.text(in));
      } catch (IOException | MalformedTextException e) {
        throw new ConfigurationException(
            List.of("--conf %s: no file that can be read (%s)".formatted(file, e.getMessage())));
      }
    }
  }
}
