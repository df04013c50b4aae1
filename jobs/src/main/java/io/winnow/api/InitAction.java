package io.winnow.api;

import io.winnow.api.Done.Made;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import io.winnow.jobs.ingest.InitJob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a corpus and holds a test set out: {@code winnow init}.
 *
 * @since 0.1.0
 */
public final class InitAction extends Action<InitAction, InitAction.Result> {

  private String input;
  private String holdout;

  InitAction(Session session) {
    super(session);
  }

  /**
   * @param made counts and paths
   * @param tables of the workspace: corpus, gold, holdout
   */
  public record Result(Made made, WinnowTables tables) implements Done.OfStep {}

  /** URI of the sentences: a file, a folder or a glob. Must be given. */
  public InitAction input(String uri) {
    input = uri;
    return this;
  }

  /** URI of a labelled test set; without it, a random part of the input is held out. */
  public InitAction holdout(String uri) {
    holdout = uri;
    return this;
  }

  /** {@code sentences}: texts are running text, and cut; null: as {@code init.segment} says. */
  public InitAction split(String how) {
    return how == null ? this : set("init.segment", how);
  }

  /** The entity types; without them, those of the labels in the input. */
  public InitAction types(String... types) {
    return types(List.of(types));
  }

  /** As above. */
  public InitAction types(List<String> types) {
    return set("labels.types", types);
  }

  @Override
  Result run(Runner runner, WinnowConfig config) {
    Objects.requireNonNull(input, "Say what to read: init().input(URI)");
    InitJob job =
        new InitJob(config.ingest(), config.jobs().labels(), input, Optional.ofNullable(holdout));
    Made made = Made.of(job, runner);
    return new Result(made, new WinnowTables(runner.published()));
  }
}
