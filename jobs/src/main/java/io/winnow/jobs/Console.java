package io.winnow.jobs;

/** Where a job reports its progress to the user. */
public interface Console {

  /** One line. */
  void say(String line);

  /** A detail line, printed only with --verbose. */
  default void detail(String line) {}

  /**
   * Starts to show how far a long piece of work is.
   *
   * @param task what is done, such as {@code Score}
   * @param total how many units there are
   * @param unit their name, such as {@code sentences}
   */
  Progress progress(String task, long total, String unit);

  /** Shown until it is closed. */
  interface Progress extends AutoCloseable {

    /** A console that shows no progress. */
    Progress UNSEEN = (done, note) -> {};

    /**
     * @param done units done so far
     * @param note a few words or figures beside them; may be empty
     */
    void at(long done, String note);

    @Override
    default void close() {}
  }
}
