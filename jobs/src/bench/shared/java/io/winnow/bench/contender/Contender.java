package io.winnow.bench.contender;

import java.nio.file.Path;

/** One of those that are compared; it has a JVM of its own. */
@FunctionalInterface
public interface Contender {

  /**
   * Prepares to read some sentences, untimed.
   *
   * @param sentences what is read; it has been written for all contenders alike
   * @param output a folder that is not there yet, for those that write
   */
  Pass over(Slice sentences, Path output) throws Exception;
}
