package io.winnow.cli;

import io.winnow.cli.config.ConfigurationException;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.SettingsException;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.ingest.InputException;
import io.winnow.jobs.labels.DecisionException;
import io.winnow.jobs.merge.DeliveryLostException;
import io.winnow.jobs.merge.TooManyRejectsException;
import io.winnow.model.InvalidModelException;
import io.winnow.vendor.ContractBreachException;
import io.winnow.vendor.VendorKeyMissingException;
import io.winnow.workspace.PublishConflictException;
import io.winnow.workspace.WorkspaceException;
import io.winnow.workspace.WorkspaceHeldException;
import java.io.PrintWriter;
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
 * From what was thrown to an exit code and a message. Errors that name their cause and the way out
 * are shown as they are; any other with the log's path. Stack traces go to the log.
 */
final class Failures implements IExecutionExceptionHandler {

  /** What is logged under this name goes to the log file alone. */
  static final String LOG_NAME = "winnow.failure";

  private static final Logger LOG = LoggerFactory.getLogger(LOG_NAME);

  private static final Map<Class<? extends Exception>, ExitCode> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(ParameterException.class, ExitCode.USAGE);
    KNOWN.put(ConfigurationException.class, ExitCode.USAGE);
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
    PrintWriter err = command.getErr();
    Optional<Throwable> known = known(failure);
    if (known.isPresent()) {
      err.println("winnow: " + known.get().getMessage());
    } else {
      describe(failure, err);
    }
    if (volume.level() == Volume.Level.VERBOSE) {
      failure.printStackTrace(err);
    }
    return code(failure).code();
  }

  private void describe(Exception failure, PrintWriter err) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    err.println("winnow: " + describe(failure));
    if (root != failure) {
      err.println("  because: " + describe(root));
    }
    err.println("  the whole story: " + logFile);
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("") + " (" + failure.getClass().getSimpleName() + ")";
  }
}
