package io.winnow.jobs.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.winnow.jobs.Intake;
import io.winnow.jobs.Published;
import io.winnow.workspace.Json;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a corpus was made of; kept beside it as JSON.
 *
 * @param sentences in the pool
 * @param words in the pool
 * @param types of entities
 * @param read what was found in the input
 * @param readHoldout what was found in a test set that was given; else null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InitSummary(
    long sentences, long words, long heldOut, List<String> types, Intake read, Intake readHoldout) {

  /** The name of the file among a corpus's outputs. */
  static final String OUTPUT = "summary";

  public InitSummary {
    types = List.copyOf(types);
  }

  /** Of the workspace's corpus; empty if an earlier version of Winnow made it. */
  public static Optional<InitSummary> of(Published published) {
    Pointer corpus = published.corpus();
    Workspace workspace = published.workspace();
    return corpus.partsOf(OUTPUT).stream()
        .findFirst()
        .flatMap(file -> workspace.readText(file).map(text -> Json.read(text, InitSummary.class)));
  }

  String text() {
    String init =
        "Init: %,d sentences, %,d words in the pool; %s\n  entity types: %s\n%s"
            .formatted(
                sentences,
                words,
                heldOut == 0
                    ? "no test set, so F1 will not be measured"
                    : "%,d sentences held out".formatted(heldOut),
                String.join(", ", types),
                read.text());
    return readHoldout == null ? init : init + "\n" + readHoldout.text();
  }

  /** Writes it into the folder of a run; returns the file. */
  Path write(Workspace workspace, Path folder) {
    Path file = new Path(folder, OUTPUT + ".json");
    workspace.writeText(file, Json.write(this));
    return file;
  }
}
