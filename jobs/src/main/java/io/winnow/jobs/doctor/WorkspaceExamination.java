package io.winnow.jobs.doctor;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.evaluate.TestSet;
import io.winnow.model.Checkpoint;
import io.winnow.model.files.InvalidModelException;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;
import io.winnow.workspace.Snapshot;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Whether a workspace's file system has the guarantees that Winnow relies on. */
record WorkspaceExamination(Workspace workspace, RunId run) {

  private static final String SUBJECT = "Workspace";
  private static final String TEXT = "written to see whether it can be\n";

  List<Finding> examine() throws IOException {
    List<Path> missing = missing();
    Path folder = new Path(workspace.root(), "_doctor-" + run.folder());
    List<Finding> findings = new ArrayList<>();
    try {
      workspace.makeFolder(folder);
      findings.add(tryFiles(new Path(folder, "file")));
    } finally {
      workspace.remove(folder);
      missing.forEach(workspace::removeIfEmpty);
    }
    if (missing.isEmpty()) {
      Snapshot snapshot = new Snapshot(workspace);
      findings.add(corpus(snapshot));
      findings.add(encoder(snapshot));
      Optional<Integer> trained =
          snapshot.rounds().stream()
              .filter(round -> snapshot.has(workspace.model(round)))
              .reduce((earlier, later) -> later);
      if (trained.isPresent()) {
        findings.add(model(snapshot, trained.get()));
      }
    }
    return findings;
  }

  /** The workspace's folder and those above it, as far as they aren't there, innermost first. */
  private List<Path> missing() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = workspace.root();
        path != null && !workspace.files().exists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private Finding corpus(Snapshot snapshot) {
    return snapshot
        .latest(workspace.corpus())
        .map(
            corpus ->
                Finding.good(
                    "Corpus",
                    "%,d sentences; rounds begun: %d%s"
                        .formatted(
                            corpus.count("sentences"),
                            snapshot.rounds().size(),
                            TestSet.isThere(snapshot)
                                ? ""
                                : "; no test set, so F1 is not measured")))
        .orElse(Finding.poor("Corpus", "none yet", "run 'winnow init'"));
  }

  private Finding encoder(Snapshot snapshot) throws IOException {
    Optional<Pointer> encoder = snapshot.latest(workspace.baseModel());
    if (encoder.isEmpty()) {
      return Finding.poor("Encoder", "none yet", "run 'winnow model import'");
    }
    return checkpoint(
        "Encoder",
        RunManifest.read(workspace, encoder.get().run()).model().id(),
        encoder.get(),
        "move %s away and run 'winnow model import'".formatted(workspace.baseModel().folder()));
  }

  private Finding model(Snapshot snapshot, int round) throws IOException {
    Shelf shelf = workspace.model(round);
    return checkpoint(
        "Model",
        "of round " + round,
        snapshot.latest(shelf).orElseThrow(),
        "move %s away and run 'winnow train --round %d'".formatted(shelf.folder(), round));
  }

  /**
   * The weights may take gigabytes, on another machine: their header promises what must be there.
   */
  private Finding checkpoint(String subject, String name, Pointer published, String anew)
      throws IOException {
    FileSystem files = workspace.files();
    Path folder = workspace.resolve(published.output(ModelOnShelf.OUTPUT));
    String wayOut = "restore its files from a backup, or " + anew;
    for (String file : Checkpoint.FILES) {
      if (!files.exists(new Path(folder, file))) {
        return Finding.broken(subject, "%s: %s has no %s".formatted(name, folder, file), wayOut);
      }
    }
    Path weights = new Path(folder, Checkpoint.WEIGHTS);
    try (InputStream in = files.open(weights)) {
      Checkpoint.checkWeights(weights.toString(), in, files.getFileStatus(weights).getLen());
      return Finding.good(subject, name);
    } catch (InvalidModelException e) {
      return Finding.broken(subject, "%s: %s".formatted(name, e.getMessage()), wayOut);
    }
  }

  private Finding tryFiles(Path file) {
    workspace.create(file, TEXT);
    if (workspace.readText(workspace.relative(file)).filter(TEXT::equals).isEmpty()) {
      return Finding.broken(
          SUBJECT,
          "%s: a written file can't be read back at once".formatted(workspace),
          "use a file system that shows a file as soon as it is closed");
    }
    if (workspace.create(file, "a second time: " + TEXT)) {
      return Finding.broken(
          SUBJECT,
          "%s: this file system let a file be created twice, so two runs could publish at once"
              .formatted(workspace),
          "use a file system that can create a file only if it does not exist, such as HDFS or a"
              + " local disk");
    }
    String protection = workspace.protection();
    return Finding.good(
        SUBJECT,
        "%s can be written, read and published to%s"
            .formatted(workspace, protection.isEmpty() ? "" : "; " + protection));
  }
}
