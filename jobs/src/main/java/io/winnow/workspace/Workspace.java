package io.winnow.workspace;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The folder that holds everything of one labelling effort, on any Hadoop file system.
 *
 * <pre>
 * corpus/ holdout/ labels/ decisions/ review/ stop/ models/base/ models/NNNN/ runs/
 * encoders/NAME/ successors/NNNN/NAME/
 * rounds/NNNN/{scores,selection,outbox,checks,inbox,annotations,rejected,evaluation}/
 * </pre>
 *
 * <p>NNNN is the round's number, from 0000. Making one of these neither reads nor writes.
 */
public final class Workspace extends WorkspaceFiles {

  private static final Pattern ROUND = Pattern.compile("\\d{4,9}");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private static final String JARS =
      "; give its jars to bin/winnow in WINNOW_CLASSPATH, to spark-submit as --jars";

  private Workspace(Path root, FileSystem files, Runnable presence) {
    super(root, files, presence);
  }

  /**
   * @param uri any Hadoop URI; one without a scheme is on the configuration's default file system
   * @throws WorkspaceException if it is no URI or its file system can't be reached
   */
  public static Workspace at(String uri, Configuration configuration) {
    try {
      Path path = new Path(uri);
      return new Workspace(path, path.getFileSystem(configuration), () -> {});
    } catch (UnsupportedFileSystemException e) {
      throw unusable(uri, e.getMessage() + JARS, e);
    } catch (IllegalArgumentException | IOException e) {
      throw unusable(uri, e.getMessage(), e);
    } catch (RuntimeException e) {
      // What Hadoop makes of a file system that it knows by name alone.
      throw e.getCause() instanceof ClassNotFoundException
          ? unusable(uri, e.getCause().getMessage() + JARS, e)
          : e;
    }
  }

  /** The same, for a driver that has its lease: it writes nothing there once that is deleted. */
  public Workspace under(Lease lease) {
    return new Workspace(root(), files(), lease::requireWorkspace);
  }

  /** One in a folder of this one, under the same lease. */
  public Workspace below(String folder) {
    return new Workspace(new Path(root(), folder), files(), presence());
  }

  private static WorkspaceException unusable(String uri, String why, Exception cause) {
    return new WorkspaceException("Cannot use '%s' as a workspace: %s".formatted(uri, why), cause);
  }

  public Shelf corpus() {
    return shelf("corpus");
  }

  /** Runs lie here as on a shelf, but the pointer on {@link #corpus} publishes them. */
  public Path holdout() {
    return new Path(root(), "holdout");
  }

  /** Grows by one publication a merge. */
  public Shelf labels() {
    return shelf("labels");
  }

  /** Grows by one publication a decision. */
  public Shelf decisions() {
    return shelf("decisions");
  }

  /** Labels by how likely they are wrong. Grows by one publication a review. */
  public Shelf review() {
    return shelf("review");
  }

  public Shelf stopSet() {
    return shelf("stop");
  }

  /** The encoder that every training starts from. */
  public Shelf baseModel() {
    return shelf("models/base");
  }

  public Shelf model(int round) {
    return shelf("models/" + number(round));
  }

  /**
   * @throws WorkspaceException if the name can't be a folder's everywhere
   */
  public Shelf encoder(String name) {
    return shelf("encoders/" + named(name));
  }

  /** What an encoder was trained to with the help of a round's model. */
  public Shelf successor(int round, String name) {
    return shelf("successors/%s/%s".formatted(number(round), named(name)));
  }

  public Shelf successorEvaluation(int round, String name) {
    return shelf("successors/%s/%s/evaluation".formatted(number(round), named(name)));
  }

  /** Checkpoints from which a training can resume, until its model is published. */
  public Path checkpoints(Shelf model) {
    return new Path(model.folder(), "checkpoints");
  }

  /**
   * @param work a short hash of data and settings: only checkpoints of the same work fit
   */
  public Shelf checkpoints(Shelf model, String work) {
    return new Shelf(this, new Path(checkpoints(model), "work=" + work));
  }

  public Shelf scores(int round) {
    return shelf(round(round, "scores"));
  }

  /**
   * @param work a short hash of sentences, model and settings: only shards of the same work fit
   */
  public Shelf scoresShard(int round, String work, int shard) {
    return shelf("%s/work=%s/shard-%s".formatted(round(round, "scores"), work, number(shard)));
  }

  public Shelf selection(int round) {
    return shelf(round(round, "selection"));
  }

  public Shelf outbox(int round) {
    return shelf(round(round, "outbox"));
  }

  /**
   * What the records of a round with control items stand for: secret to the vendor, so outside of
   * the outbox. Runs lie here as on a shelf, but the pointer on {@link #outbox} publishes them.
   */
  public Path checks(int round) {
    return new Path(root(), round(round, "checks"));
  }

  public Shelf evaluation(int round) {
    return shelf(round(round, "evaluation"));
  }

  /** Where the vendor puts returns; Winnow writes nothing there. */
  public Path inbox(int round) {
    return new Path(root(), round(round, "inbox"));
  }

  /** Runs lie here as on a shelf, but the pointer on {@link #labels} publishes them. */
  public Path annotations(int round) {
    return new Path(root(), round(round, "annotations"));
  }

  /** As {@link #annotations}: what a merge turned down. */
  public Path rejected(int round) {
    return new Path(root(), round(round, "rejected"));
  }

  /** Manifests and the lease. */
  public Path runs() {
    return new Path(root(), "runs");
  }

  public List<Integer> rounds() {
    return folders("rounds", ROUND).stream().map(Integer::valueOf).sorted().toList();
  }

  public List<String> encoders() {
    return folders("encoders", NAME);
  }

  /** Of the encoders that successors of a round's model were trained from. */
  public List<String> successors(int round) {
    return folders("successors/" + number(round), NAME);
  }

  private List<String> folders(String parent, Pattern name) {
    return list(new Path(root(), parent)).stream()
        .filter(FileStatus::isDirectory)
        .map(folder -> folder.getPath().getName())
        .filter(folder -> name.matcher(folder).matches())
        .toList();
  }

  private Shelf shelf(String folder) {
    return new Shelf(this, new Path(root(), folder));
  }

  private static String round(int round, String step) {
    return "rounds/%s/%s".formatted(number(round), step);
  }

  private static String named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new WorkspaceException(
          "'%s' can't name an encoder: use a to z, digits, hyphens and dots, at most 64"
              .formatted(name));
    }
    return name;
  }

  private static String number(int round) {
    if (round < 0) {
      throw new IllegalArgumentException("Rounds count from 0, not " + round);
    }
    return String.format(Locale.ROOT, "%04d", round);
  }
}
