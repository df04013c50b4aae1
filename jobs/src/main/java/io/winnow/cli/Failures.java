package io.winnow.cli;

import io.winnow.config.ConfigurationException;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.display.Printable;
import io.winnow.extension.ExtensionException;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.ingest.InputException;
import io.winnow.jobs.labels.DecisionException;
import io.winnow.jobs.merge.DeliveryLostException;
import io.winnow.jobs.merge.TooManyRejectsException;
import io.winnow.jobs.tag.OutputException;
import io.winnow.model.InvalidModelException;
import io.winnow.settings.SettingsException;
import io.winnow.workspace.PublishConflictException;
import io.winnow.workspace.WorkspaceException;
import io.winnow.workspace.WorkspaceHeldException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * From what was thrown to an exit code and a message, with the log's path where that says more: of
 * a failure, and of a mistake that came out by one. Stack traces go to the log.
 */
final class Failures implements IExecutionExceptionHandler {

  /** What is logged under this name goes to the log file alone. */
  static final String LOG_NAME = "winnow.failure";

  private static final Logger LOG = LoggerFactory.getLogger(LOG_NAME);

  private static final Map<Class<? extends Exception>, ExitCode> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(ParameterException.class, ExitCode.USAGE);
    KNOWN.put(ConfigurationException.class, ExitCode.USAGE);
    KNOWN.put(ExtensionException.class, ExitCode.USAGE);
    KNOWN.put(SettingsException.class, ExitCode.USAGE);
    KNOWN.put(InputException.class, ExitCode.USAGE);
    KNOWN.put(InvalidModelException.class, ExitCode.USAGE);
    KNOWN.put(StepMissingException.class, ExitCode.USAGE);
    KNOWN.put(DecisionException.class, ExitCode.USAGE);
    KNOWN.put(VendorKeyMissingException.class, ExitCode.USAGE);
    KNOWN.put(ContractBreachException.class, ExitCode.CONTRACT_BREACH);
    KNOWN.put(TooManyRejectsException.class, ExitCode.CONTRACT_BREACH);
    KNOWN.put(DeliveryLostException.class, ExitCode.CONTRACT_BREACH);
    KNOWN.put(PublishConflictException.class, ExitCode.HELD);
    KNOWN.put(WorkspaceHeldException.class, ExitCode.HELD);
    KNOWN.put(WorkspaceException.class, ExitCode.FAILURE);
    KNOWN.put(JobFailedException.class, ExitCode.FAILURE);
    KNOWN.put(OutputException.class, ExitCode.FAILURE);
  }

  private final String logFile;
  private final Volume volume;

  Failures(String logFile, Volume volume) {
    this.logFile = logFile;
    this.volume = volume;
  }

  /** What a command that failed with this exits with. */
  static ExitCode code(Throwable failure) {
    return known(failure).map(cause -> KNOWN.get(cause.getClass())).orElse(ExitCode.FAILURE);
  }

  /** Spark wraps what a task threw; the person wants the outermost error of ours. */
  private static Optional<Throwable> known(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (KNOWN.containsKey(cause.getClass())) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    LOG.debug("winnow {} failed", parsed.originalArgs(), failure);
    ExitCode code = code(failure);
    Optional<Throwable> known = known(failure);
    PrintWriter err = command.getErr();
    err.println(
        "winnow: " + Printable.text(known.map(Throwable::getMessage).orElse(unknown(failure))));
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
