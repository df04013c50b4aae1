package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.display.Excerpt;
import io.winnow.display.Printable;
import io.winnow.process.Stop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Maps an exception to an exit code and a message, with the path of the log if it has details: for
 * failures, and for user errors that it reveals. Stack traces go to the log.
 */
final class Failures implements IExecutionExceptionHandler {

  /** What is logged under this name goes to the log file alone. */
  static final String LOG_NAME = "winnow.failure";

  private static final Logger LOG = LoggerFactory.getLogger(LOG_NAME);

  private final String logFile;
  private final Volume volume;

  Failures(String logFile, Volume volume) {
    this.logFile = logFile;
    this.volume = volume;
  }

  /** What a command that failed with this exits with. */
  static ExitCode code(Throwable failure) {
    return failure instanceof ParameterException ? ExitCode.USAGE : ExitCode.of(failure);
  }

  private static Optional<Throwable> known(Throwable failure) {
    return failure instanceof ParameterException ? Optional.of(failure) : ExitCode.known(failure);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ExecutionException && failure.getCause() instanceof Error error) {
      throw error;
    }
    LOG.debug("winnow {} failed", parsed.originalArgs(), failure);
    ExitCode code = code(failure);
    if (Stop.isAsked()) {
      // Interruption says it.
      return code.code();
    }
    Optional<Throwable> known = known(failure);
    PrintWriter err = command.getErr();
    err.println(
        "winnow: " + Excerpt.message(known.map(Throwable::getMessage).orElse(unknown(failure))));
    boolean logSaysMore = code == ExitCode.FAILURE || known.map(Throwable::getCause).isPresent();
    if (logSaysMore) {
      err.println("  details: " + logFile);
    }
    if (volume.level() == Volume.Level.VERBOSE) {
      err.print(Printable.text(trace(failure)));
      err.flush();
    }
    return code.code();
  }

  /** The stack trace, as it is printed. */
  static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  private static String unknown(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure
        ? describe(failure)
        : "%s%n  because: %s".formatted(describe(failure), describe(root));
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("") + " (" + failure.getClass().getSimpleName() + ")";
  }
}
