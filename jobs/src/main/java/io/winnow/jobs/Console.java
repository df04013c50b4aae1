package io.winnow.jobs;

/** Where a job tells the person who started it how it goes. */
public interface Console {

  /** One line. */
  void say(String line);

  /** A line for those who want to know more; unless they say so, nobody does. */
  default void detail(String line) {
    // Nobody wants to know more.
  }

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

    /** Where nobody watches. */
    Progress UNSEEN =
        new Progress() {
          @Override
          public void at(long done, String note) {
            // Nobody watches.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };

    /**
     * @param done units done so far
     * @param note a few words or figures beside them; may be empty
     */
    void at(long done, String note);

    @Override
    void close();
  }
}
