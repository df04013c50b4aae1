package io.winnow.api;

import io.winnow.Internal;
import io.winnow.config.Overrides;
import io.winnow.config.WinnowConfig;
import io.winnow.contract.VendorKey;
import io.winnow.hub.HubSettings;
import io.winnow.jobs.Host;
import io.winnow.jobs.status.Status;
import io.winnow.workspace.Lease;
import io.winnow.workspace.RunId;
import io.winnow.workspace.Workspace;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace, and everything that can be done in it. The command line and the notebooks stand on
 * this class.
 *
 * <pre>{@code
 * Winnow winnow = Winnow.in(spark, "hdfs:///workspaces/news");
 * winnow.init().input("hdfs:///corpora/news.txt").types("PER", "LOC", "ORG").execute();
 * winnow.importModel().execute();
 * SelectAction.Result chosen =
 *     winnow.select().strategy("mnlp + dedupe").budgetWords(2_500).execute();
 * chosen.selection().show();
 * }</pre>
 *
 * <p>Settings that an action is not given come from {@link #set}, then from the files of {@link
 * #conf(Path)}, then from the workspace's {@code winnow.conf}, then from the defaults, and are
 * validated as on the command line. Actions take the workspace's lease, so that two at once don't
 * waste each other's work.
 *
 * <p>Errors are unchecked: {@link io.winnow.config.ConfigurationException} lists everything that is
 * wrong with settings; {@link io.winnow.jobs.StepMissingException} names the step that must come
 * first; {@link io.winnow.workspace.WorkspaceHeldException} says who else is at work.
 *
 * @since 0.1.0
 */
public final class Winnow {

  private static final Logger LOG = LoggerFactory.getLogger(Winnow.class);
  private static final String VENDOR_KEY = "WINNOW_VENDOR_KEY";

  private final Session session;

  private Winnow(Session session) {
    this.session = session;
  }

  /**
   * @param spark runs what needs Spark; its Hadoop settings find the workspace
   * @param workspace a folder on any Hadoop file system; it need not be there yet
   * @throws io.winnow.workspace.WorkspaceException if no file system has such a folder
   */
  public static Winnow in(SparkSession spark, String workspace) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Host host =
        new Host(
            () -> spark,
            () -> RunId.at(clock.instant(), random.nextLong()),
            clock,
            List.of("api"),
            Versions.all(),
            vendorKey(),
            Winnow::hub);
    return new Winnow(
        new Session(
            Workspace.at(workspace, spark.sparkContext().hadoopConfiguration()),
            host,
            LOG::info,
            "api",
            failure -> ExitCode.of(failure).code(),
            List.of(),
            List.of(),
            List.of()));
  }

  /** The same as {@link #in}, for Python, where {@code in} is a keyword. */
  public static Winnow open(SparkSession spark, String workspace) {
    return in(spark, workspace);
  }

  /** For the command line, which brings a host and settings of its own. */
  @Internal
  public static Winnow of(Session session) {
    return new Winnow(session);
  }

  /** A key from the environment variable {@code WINNOW_VENDOR_KEY}; empty if there is none. */
  @Internal
  public static Optional<VendorKey> vendorKey() {
    return Optional.ofNullable(System.getenv(VENDOR_KEY))
        .filter(text -> !text.isBlank())
        .map(VendorKey::of);
  }

  /** The HuggingFace hub, by the variables that its own client reads. */
  @Internal
  public static HubSettings hub() {
    return HubSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * The same with a setting for all its actions.
   *
   * @param key as in {@code winnow.conf}, such as {@code vendor.annotators-per-sentence}
   * @param value a text, a number, true or false, or a list or map of these
   */
  public Winnow set(String key, Object value) {
    return new Winnow(session.with(List.of(Overrides.of(key, value))));
  }

  /** The same with settings from a file in HOCON, above those of the workspace. */
  public Winnow conf(Path file) {
    return new Winnow(session.with(file));
  }

  /** As above, for Python: the path of a file on the driver. */
  public Winnow conf(String file) {
    return conf(Path.of(file));
  }

  /** The same, handing each line that an action says to somebody; the default is the log. */
  public Winnow telling(Consumer<String> lines) {
    return new Winnow(session.telling(lines::accept));
  }

  /** Reads a corpus and holds a test set out. */
  public InitAction init() {
    return new InitAction(session);
  }

  /** Copies a pretrained encoder into the workspace. */
  public ImportModelAction importModel() {
    return new ImportModelAction(session);
  }

  /** Scores the pool with the last round's model. */
  public ScoreAction score() {
    return new ScoreAction(session);
  }

  /** Chooses sentences and writes the annotation batches. */
  public SelectAction select() {
    return new SelectAction(session);
  }

  /** Validates what the vendor returned and adjudicates it into the label store. */
  public MergeAction merge() {
    return new MergeAction(session);
  }

  /** Fine-tunes the encoder on all labels. */
  public TrainAction train() {
    return new TrainAction(session);
  }

  /** Measures a round's model on the held-out sentences. */
  public EvaluateAction evaluate() {
    return new EvaluateAction(session);
  }

  /** Runs each step that is due, until it has to wait for the vendor. */
  public RoundAction round() {
    return new RoundAction(session);
  }

  /** Ranks all labels by how likely they are wrong. */
  public ReviewAction review() {
    return new ReviewAction(session);
  }

  /** Takes a person's decision about labels, and merges anew. */
  public DecideAction decide() {
    return new DecideAction(session);
  }

  /** The tables that are published now. */
  public WinnowTables tables() {
    return new WinnowTables(session.runner(settings()).published());
  }

  /** Where the workspace stands and what is due. */
  public Status status() {
    WinnowConfig config = settings();
    return Status.of(
        session.runner(config).published(),
        config.jobs(),
        session.host().clock(),
        Lease.livingHolder(
            session.workspace(), Session.hostName(), session.host().clock().instant()));
  }

  /** As actions get them that are given none of their own. */
  WinnowConfig settings() {
    return session.config();
  }

  /** The workspace's URI. */
  public String workspace() {
    return session.workspace().toString();
  }

  @Override
  public String toString() {
    return "Winnow in " + workspace();
  }
}
