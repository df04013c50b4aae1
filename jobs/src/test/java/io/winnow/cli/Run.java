package io.winnow.cli;

import io.winnow.jobs.Console;
import io.winnow.testing.LocalSpark;
import io.winnow.vendor.VendorKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Runs {@code winnow} in this JVM, on the one Spark of all tests. */
final class Run {

  static final String LOG_FILE = "the-log";

  static {
    // As spark-submit does; else the command would bring its own defaults to the running session.
    System.setProperty("spark.master", "local[2]");
    LocalSpark.session();
  }

  private Run() {}

  static Said winnow(String... arguments) {
    return winnow(task -> {}, arguments);
  }

  /**
   * @param atProgress is told the name of every task that shows progress, before its work begins;
   *     as long as it takes, the task waits
   */
  static Said winnow(Consumer<String> atProgress, String... arguments) {
    return winnow(Optional.empty(), atProgress, arguments);
  }

  /**
   * @param vendorKey as if it were in the environment
   */
  static Said winnow(
      Optional<VendorKey> vendorKey, Consumer<String> atProgress, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter printer = new PrintWriter(out, true);
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            new SecureRandom(),
            new Printed(printer, atProgress),
            vendorKey,
            List.of(arguments));
    CommandLine command =
        Winnow.commandLine(environment, LOG_FILE)
            .setOut(printer)
            .setErr(new PrintWriter(err, true));
    int code = command.execute(arguments);
    return new Said(code, out.toString(), err.toString());
  }

  private record Printed(PrintWriter out, Consumer<String> atProgress) implements Console {

    @Override
    public void say(String line) {
      out.println(line);
    }

    @Override
    public void detail(String line) {
      out.println(line);
    }

    @Override
    public Progress progress(String task, long total, String unit) {
      atProgress.accept(task);
      return Progress.UNSEEN;
    }
  }
}
