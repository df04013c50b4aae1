package io.winnow.process;

import java.io.PrintStream;
import java.util.List;

/** What a child does, in a JVM of its own. A public class with a constructor without parameters. */
public interface ChildWork {

  /**
   * Does it to the end; what it throws is printed and ends the child with {@link ChildMain#FAILED}.
   * {@code System.in} is what the parent writes to {@link Child#requests}.
   *
   * @param arguments as given to {@link ChildJvm#start}
   * @param answers what {@link Child#answers} reads, in UTF-8. {@code System.out} is not that: it
   *     leads to the standard error, so that no library writes between the lines
   */
  void run(List<String> arguments, PrintStream answers) throws Exception;
}
