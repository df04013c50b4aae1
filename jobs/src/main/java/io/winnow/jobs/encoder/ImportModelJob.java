package io.winnow.jobs.encoder;

import io.winnow.jobs.Job;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.model.Checkpoint;
import io.winnow.model.ModelSummary;
import io.winnow.model.TrialRun;
import io.winnow.model.files.InvalidModelException;
import io.winnow.workspace.ContentHash;
import io.winnow.workspace.Publication;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Brings a HuggingFace checkpoint, or the encoder that comes with Winnow, into the workspace: takes
 * the files that belong to a model, checks that they are one that scores, and says what it found.
 *
 * @param source {@code hf://ORG/NAME[@REVISION]}, or the URI of a checkpoint folder; empty: the
 *     encoder that comes with Winnow
 * @param encoder the name to import it under, for successors; empty: rounds train it
 */
public record ImportModelJob(Optional<String> source, Optional<String> encoder) implements Job {

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
    try (ModelSource.Fetched fetched = from.fetch(run)) {
      return imported(run, from, fetched);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import the model " + from.name(), e);
    }
  }

  private Publication imported(Run run, ModelSource from, ModelSource.Fetched fetched)
      throws IOException {
    java.nio.file.Path files = fetched.files().folder();
    FileSystem local = FileSystem.getLocal(run.workspace().files().getConf());
    String hash = ContentHash.of(local, new Path(files.toUri()));
    run.input("encoder", RunManifest.Input.outside(fetched.uri(), Map.of(), hash));
    try (LocalCopy model = NormalForm.of(files)) {
      return checked(run, from, fetched, model);
    } catch (InvalidModelException e) {
      // Messages name what the user gave, not the copy on this machine.
      throw new InvalidModelException(e.getMessage().replace(files.toString(), from.name()), e);
    }
  }

  private static Publication checked(
      Run run, ModelSource from, ModelSource.Fetched fetched, LocalCopy model) throws IOException {
    ImportSummary summary;
    try {
      Checkpoint checkpoint = Checkpoint.open(model.folder());
      ModelSummary found = ModelSummary.of(checkpoint);
      summary =
          new ImportSummary(
              from.name(),
              fetched.source(),
              fetched.licence().orElse(null),
              found,
              TrialRun.of(checkpoint, found),
              fetched.left());
    } catch (InvalidModelException e) {
      throw new InvalidModelException(
          e.getMessage().replace(model.folder().toString(), from.name()), e);
    }
    String sha256 = Checkpoint.writeLineage(model.folder(), lineage(summary));
    summary.write(model.folder().resolve(ImportSummary.FILE));
    model.sendTo(run.workspace().files(), run.folder());
    return new Publication()
        .output(ModelOnShelf.OUTPUT, run.folder())
        .output(ImportSummary.OUTPUT, new Path(run.folder(), ImportSummary.FILE))
        .count("layers", summary.model().layers())
        .count("hidden", summary.model().hidden())
        .count("parameters", summary.model().parameters())
        .model(fetched.source(), sha256)
        .say(summary.text());
  }

  private static Map<String, String> lineage(ImportSummary summary) {
    return summary.licence() == null
        ? Map.of("source", summary.source())
        : Map.of("source", summary.source(), "licence", summary.licence());
  }
}
