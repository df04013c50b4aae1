package io.winnow.jobs.encoder;

import io.winnow.jobs.Job;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.model.Checkpoint;
import io.winnow.model.ImportedHead;
import io.winnow.model.ModelSummary;
import io.winnow.model.TrialRun;
import io.winnow.model.files.InvalidModelException;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/**
 * Brings a HuggingFace checkpoint, or the encoder that comes with Winnow, into the workspace: takes
 * the files that belong to a model, brings them into one form, checks that they are a model that
 * scores, and says what it found.
 *
 * @param source {@code hf://ORG/NAME[@REVISION]}, or the URI of a checkpoint folder; empty: the
 *     encoder that comes with Winnow
 * @param encoder the name to import it under, for successors; empty: rounds train it
 * @param head what the user says of its head
 */
public record ImportModelJob(
    Optional<String> source, Optional<String> encoder, ImportedHead.Asked head) implements Job {

  /** For rounds to train. */
  public static ImportModelJob of(Optional<String> source) {
    return new ImportModelJob(source, Optional.empty(), ImportedHead.Asked.NOTHING);
  }

  @Override
  public Identity identity(Workspace workspace) {
    return new Identity(
        "model-import",
        "Model import",
        encoder.map(workspace::encoder).orElseGet(workspace::baseModel));
  }

  @Override
  public Publication run(Run run) {
    ModelSource from = ModelSource.of(source);
    try (ModelSource.Fetched fetched = from.fetch(run);
        LocalCopy model = LocalCopy.empty()) {
      FileSystem local = FileSystem.getLocal(run.workspace().files().getConf());
      String hash = ContentHash.of(local, hadoop(fetched.folder()));
      run.input("encoder", RunManifest.Input.outside(fetched.uri(), Map.of(), hash));
      ImportSummary summary = checked(from, fetched, model.folder());
      model.sendTo(run.workspace().files(), run.folder());
      return new Publication()
          .output(ModelOnShelf.OUTPUT, run.folder())
          .output(
              ImportSummary.OUTPUT, new org.apache.hadoop.fs.Path(run.folder(), ImportSummary.FILE))
          .count("layers", summary.model().layers())
          .count("hidden", summary.model().hidden())
          .count("parameters", summary.model().parameters())
          .model(fetched.source(), summary.sha256())
          .say(summary.text());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import the model " + from.name(), e);
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(Path local) {
    return new org.apache.hadoop.fs.Path(local.toUri());
  }

  /**
   * Makes a model of what was fetched.
   *
   * @param folder an existing, empty one, for the model
   */
  private ImportSummary checked(ModelSource from, ModelSource.Fetched fetched, Path folder)
      throws IOException {
    try {
      Optional<String> licence = ModelCard.licence(fetched.folder().resolve(ModelFileNames.CARD));
      List<String> remarks = NormalForm.write(from, fetched.folder(), folder);
      ImportedHead settled = ImportedHead.settle(folder, head);
      String sha256 =
          Checkpoint.writeLineage(
              folder, ImportSummary.lineage(fetched.source(), licence, settled));
      Checkpoint checkpoint = Checkpoint.open(folder);
      ModelSummary model = ModelSummary.of(checkpoint);
      ImportSummary summary =
          new ImportSummary(
              from.name(),
              fetched.source(),
              sha256,
              licence.orElse(null),
              model,
              ImportSummary.Labels.of(settled),
              TrialRun.of(checkpoint),
              fetched.left(),
              remarks);
      summary.write(folder.resolve(ImportSummary.FILE));
      return summary;
    } catch (InvalidModelException e) {
      // Messages name what the user gave, not the copies on this machine.
      String message =
          e.getMessage()
              .replace(fetched.folder().toString(), from.name())
              .replace(folder.toString(), from.name());
      throw new InvalidModelException(message, e);
    }
  }
}
