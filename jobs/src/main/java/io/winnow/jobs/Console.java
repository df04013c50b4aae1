package io.winnow.jobs;

/** Where a job reports its progress to the user. */
public interface Console {

  void say(String line);

  /** Printed only with --verbose. */
  default void detail(String line) {}

  /**
   * Starts to show how far a long piece of work is, if it shows that at all.
   *
   * @param task such as {@code Score}
   * @param unit what is counted, such as {@code sentences}
   */
  default Progress progress(String task, long total, String unit) {
    return Progress.UNSEEN;
  }

  /** Shown until it is closed. */
  interface Progress extends AutoCloseable {

    Progress UNSEEN = (done, note) -> {};

    /**
     * @param note a few words or figures beside the units done; may be empty
     */
    void at(long done, String note);

    @Override
    default void close() {}
  }
}
