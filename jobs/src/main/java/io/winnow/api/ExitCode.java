package io.winnow.api;

import io.winnow.config.ConfigurationException;
import io.winnow.contract.ContractBreachException;
import io.winnow.contract.VendorKey.VendorKeyMissingException;
import io.winnow.extension.ExtensionException;
import io.winnow.hub.HubException;
import io.winnow.hub.HubRefusalException;
import io.winnow.jobs.JobFailedException;
import io.winnow.jobs.Outcome;
import io.winnow.jobs.StepMissingException;
import io.winnow.jobs.ingest.InputException;
import io.winnow.jobs.labels.DecisionException;
import io.winnow.jobs.merge.DeliveryWaitsException;
import io.winnow.jobs.merge.MergeRefusedException;
import io.winnow.jobs.tag.TagJob.OutputException;
import io.winnow.model.files.InvalidModelException;
import io.winnow.settings.SettingsException;
import io.winnow.workspace.PublishConflictException;
import io.winnow.workspace.WorkspaceException;
import io.winnow.workspace.WorkspaceGoneException;
import io.winnow.workspace.WorkspaceHeldException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a command ends, for shells and schedulers.
 *
 * @since 0.1.0
 */
public enum ExitCode {
  DONE(0, "done, or found done already"),
  FAILURE(1, "failed; the message and the log say why"),
  USAGE(2, "the command line, the configuration or an input is wrong; the message says what"),
  CONTRACT_BREACH(3, "what the vendor returned breaks the contract; what does was not merged"),
  NOTHING_TO_DO(4, "nothing to do until the vendor returns annotations"),
  HELD(5, "another run holds the workspace or published first");

  private static final Map<Class<? extends Exception>, ExitCode> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put(ConfigurationException.class, USAGE);
    KNOWN.put(ExtensionException.class, USAGE);
    KNOWN.put(SettingsException.class, USAGE);
    KNOWN.put(InputException.class, USAGE);
    KNOWN.put(InvalidModelException.class, USAGE);
    KNOWN.put(HubRefusalException.class, USAGE);
    KNOWN.put(StepMissingException.class, USAGE);
    KNOWN.put(DecisionException.class, USAGE);
    KNOWN.put(VendorKeyMissingException.class, USAGE);
    KNOWN.put(ContractBreachException.class, CONTRACT_BREACH);
    KNOWN.put(MergeRefusedException.class, CONTRACT_BREACH);
    KNOWN.put(DeliveryWaitsException.class, NOTHING_TO_DO);
    KNOWN.put(PublishConflictException.class, HELD);
    KNOWN.put(WorkspaceHeldException.class, HELD);
    KNOWN.put(WorkspaceException.class, FAILURE);
    KNOWN.put(WorkspaceGoneException.class, FAILURE);
    KNOWN.put(JobFailedException.class, FAILURE);
    KNOWN.put(HubException.class, FAILURE);
    KNOWN.put(OutputException.class, FAILURE);
  }

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /**
   * @throws IllegalArgumentException if no command exits with this code
   */
  public static ExitCode of(int code) {
    return Arrays.stream(values())
        .filter(exit -> exit.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No command exits with " + code));
  }

  /** Of work that did not fail. */
  public static ExitCode of(Outcome outcome) {
    return outcome == Outcome.WAITING ? NOTHING_TO_DO : DONE;
  }

  /** Of a failure: that of the outermost error of Winnow's own. */
  public static ExitCode of(Throwable failure) {
    return known(failure).map(cause -> KNOWN.get(cause.getClass())).orElse(FAILURE);
  }

  /** Spark wraps what a task threw; a person wants the outermost error of Winnow's own. */
  public static Optional<Throwable> known(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (KNOWN.containsKey(cause.getClass())) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }

  /** One line for a person. */
  public String meaning() {
    return meaning;
  }
}
