package io.winnow.jobs;

import io.winnow.text.LabelScheme;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import org.apache.hadoop.fs.Path;

/** The entity types of a workspace: fixed when it is made, since every label depends on them. */
public final class Entities {

  /** The corpus's output that holds them, one a line. */
  public static final String OUTPUT = "types";

  private Entities() {}

  /** Writes them to a new file of the workspace. */
  public static void write(Workspace workspace, Path file, LabelScheme scheme) {
    workspace.writeText(file, String.join("\n", scheme.types()) + "\n");
  }

  public static LabelScheme of(Workspace workspace) {
    Pointer corpus =
        workspace
            .corpus()
            .latest()
            .orElseThrow(
                () -> new StepMissingException(workspace + " has no corpus: run 'winnow init'"));
    String text = workspace.readText(corpus.output(OUTPUT)).orElseThrow();
    return new LabelScheme(text.lines().toList());
  }
}
