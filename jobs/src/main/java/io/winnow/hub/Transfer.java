package io.winnow.hub;

/** Is told how far a fetch is. */
public interface Transfer {

  /** Once, before the first byte. */
  void begins(int files, long bytes);

  /**
   * @param bytes so far, of all files, those of an earlier attempt included
   */
  void at(long bytes, String file);

  /** Something that a person should know, such as that it is tried again. */
  void say(String line);

  void ends();
}
