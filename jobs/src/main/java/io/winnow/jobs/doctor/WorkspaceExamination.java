package io.winnow.jobs.doctor;

import io.winnow.workspace.RunId;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Whether a workspace's file system keeps what Winnow relies on. */
record WorkspaceExamination(Workspace workspace, RunId run) implements Examination {

  private static final String TEXT = "written to see whether it can be\n";

  @Override
  public String subject() {
    return "Workspace";
  }

  @Override
  public List<Finding> examine() throws IOException {
    List<Path> missing = missing();
    Path folder = new Path(workspace.root(), "_doctor-" + run.folder());
    List<Finding> findings = new ArrayList<>();
    try {
      workspace.makeFolder(folder);
      findings.add(tryFiles(folder));
    } finally {
      workspace.remove(folder);
      missing.forEach(workspace::removeIfEmpty);
    }
    if (missing.isEmpty()) {
      findings.add(corpus());
      findings.add(encoder());
    }
    return findings;
  }

  /**
   * The workspace's folder and those above it, as far as they aren't there; the innermost first.
   */
  private List<Path> missing() throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path path = workspace.root();
        path != null && !workspace.files().exists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private Finding corpus() {
    return workspace
        .corpus()
        .latest()
        .map(
            corpus ->
                Finding.good(
                    "Corpus",
                    "%,d sentences; rounds begun: %d"
                        .formatted(corpus.count("sentences"), workspace.rounds().size())))
        .orElse(Finding.poor("Corpus", "none yet", "run 'winnow init'"));
  }

  private Finding encoder() {
    return workspace
        .baseModel()
        .latest()
        .map(
            encoder ->
                Finding.good("Encoder", RunManifest.read(workspace, encoder.run()).model().id()))
        .orElse(Finding.poor("Encoder", "none yet", "run 'winnow model import'"));
  }

  private Finding tryFiles(Path folder) {
    Path file = new Path(folder, "file");
    workspace.create(file, TEXT);
    boolean isReadBack =
        workspace.readText(workspace.relative(file)).filter(TEXT::equals).isPresent();
    if (!isReadBack) {
      return Finding.broken(
          subject(),
          "%s: what was written is not read back at once".formatted(workspace),
          "use a file system that shows a file as soon as it is closed");
    }
    if (workspace.create(file, TEXT)) {
      return Finding.broken(
          subject(),
          "%s: a file could be created twice, so two runs could publish at once"
              .formatted(workspace),
          "use a file system with create without overwrite, such as HDFS or a local disk");
    }
    return Finding.good(subject(), "%s can be written, read and published to".formatted(workspace));
  }
}
