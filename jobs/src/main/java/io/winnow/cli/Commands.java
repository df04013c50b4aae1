package io.winnow.cli;

import io.winnow.api.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs commands inside another program, such as a notebook, on the Spark that it has. */
public final class Commands {

  private Commands() {}

  /**
   * How a command ended.
   *
   * @param text all that it said, errors included
   */
  public record Said(ExitCode code, String text) {}

  /**
   * Runs one command; what a terminal would show comes back.
   *
   * @param words of the command line, without {@code winnow}
   */
  public static Said run(List<String> words) {
    StringWriter text = new StringWriter();
    PrintWriter printer = new PrintWriter(text, true);
    String[] arguments = words.toArray(String[]::new);
    Environment environment = Environment.of(arguments).telling(printer::println);
    int code =
        Main.commandLine(environment, CommandLog.place("(the interpreter's log)"))
            .setOut(printer)
            .setErr(printer)
            .execute(arguments);
    return new Said(ExitCode.of(code), text.toString().stripTrailing());
  }
}
