package io.winnow.cli;

import io.winnow.contract.VendorKey;
import io.winnow.display.TerminalView.Ink;
import io.winnow.hub.HubSettings;
import io.winnow.jobs.Console;
import io.winnow.testing.LocalSpark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Runs {@code winnow} in this JVM, on the one Spark of all tests. */
final class CommandLines {

  static final String LOG_FILE = "the-log";

  static {
    // As spark-submit does; else the command would bring its own defaults to the running session.
    System.setProperty("spark.master", "local[2]");
    LocalSpark.session();
  }

  /** No test asks the real hub. */
  private static final HubSettings NO_HUB =
      HubSettings.of(
          Map.of("HF_HUB_OFFLINE", "1", "HF_HOME", "/no/such/folder"), Path.of("/no/such/folder"));

  private CommandLines() {}

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
    return fed("", vendorKey, atProgress, arguments);
  }

  private static Said fed(
      String input,
      Optional<VendorKey> vendorKey,
      Consumer<String> atProgress,
      String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Said said = winnow(NO_HUB, vendorKey, atProgress, streams(input, out), arguments);
    return new Said(said.code(), said.out() + out.toString(StandardCharsets.UTF_8), said.err());
  }

  /**
   * Runs it in a pipe.
   *
   * @param input comes from standard input
   * @return the standard output's bytes, as UTF-8, and the errors
   */
  static Said piped(String input, String... arguments) {
    return fed(input, Optional.empty(), task -> {}, arguments);
  }

  /** Runs it with streams of the caller's own. */
  static Said winnow(StandardStreams streams, String... arguments) {
    return winnow(NO_HUB, Optional.empty(), task -> {}, streams, arguments);
  }

  /** Runs it with a HuggingFace hub. */
  static Said winnow(HubSettings hub, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return winnow(hub, Optional.empty(), task -> {}, streams("", out), arguments);
  }

  private static StandardStreams streams(String input, OutputStream out) {
    return new StandardStreams(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        TerminalConsole.Watcher.LOG,
        out,
        TerminalConsole.Watcher.LOG,
        Ink.PLAIN);
  }

  private static Said winnow(
      HubSettings hub,
      Optional<VendorKey> vendorKey,
      Consumer<String> atProgress,
      StandardStreams streams,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter printer = new PrintWriter(out, true);
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            new SecureRandom(),
            new Printed(printer, atProgress),
            vendorKey,
            () -> hub,
            List.of(arguments),
            streams);
    CommandLine command =
        Main.commandLine(environment, LOG_FILE).setOut(printer).setErr(new PrintWriter(err, true));
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
