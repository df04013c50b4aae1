package io.winnow.api;

import io.winnow.config.Overrides;
import io.winnow.config.WinnowConfig;
import io.winnow.jobs.Runner;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to do in a workspace, with its settings. For one use and one thread.
 *
 * @param <A> the action's own type
 * @param <R> what it ends with
 * @since 0.1.0
 */
public abstract class Action<A extends Action<A, R>, R extends Done> {

  private final Session session;
  private final List<String> settings = new ArrayList<>();
  private String strategy;

  Action(Session session) {
    this.session = session;
  }

  /**
   * One setting for this action alone.
   *
   * @param key as in {@code winnow.conf}
   * @param value a text, a number, true or false, or a list or map of these
   */
  public A set(String key, Object value) {
    settings.add(Overrides.of(key, value));
    return self();
  }

  /**
   * Does it, unless it was done before.
   *
   * @throws io.winnow.config.ConfigurationException with everything that is wrong with settings
   * @throws io.winnow.jobs.StepMissingException if another step must come first
   * @throws io.winnow.workspace.WorkspaceHeldException if another driver works here
   */
  public R execute() {
    Session mine = session.with(settings);
    return (strategy == null ? mine : mine.choosingBy(strategy)).hold(this::run, Done::outcome);
  }

  abstract R run(Runner runner, WinnowConfig config);

  /** A strategy, with the settings of scoring that it needs. */
  A choosingBy(String text) {
    strategy = text;
    return self();
  }

  @SuppressWarnings("unchecked")
  A self() {
    return (A) this;
  }
}
