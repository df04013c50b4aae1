package io.winnow.api;

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

  Action(Session session) {
    this.session = session;
  }

  /**
   * One setting for this action alone.
   *
   * @param key as in {@code winnow.conf}
   * @param value a text, a number, or a list in HOCON such as {@code [PER, LOC]}
   */
  public A set(String key, Object value) {
    settings.add(key + "=" + value);
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
    WinnowConfig config = mine.config();
    return mine.hold(
        config, runner -> run(runner, config), done -> ExitCode.of(done.outcome()).code());
  }

  abstract R run(Runner runner, WinnowConfig config);

  /** The settings as they would be without more of the action's own. */
  WinnowConfig configured() {
    return session.with(settings).config();
  }

  @SuppressWarnings("unchecked")
  A self() {
    return (A) this;
  }
}
