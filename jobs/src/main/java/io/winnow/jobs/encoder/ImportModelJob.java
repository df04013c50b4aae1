package io.winnow.jobs.encoder;

import io.winnow.jobs.Job;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Run;
import io.winnow.model.Checkpoint;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.SubwordTokenizer;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.graph.EncoderSize;
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
 * Copies a HuggingFace checkpoint, or the encoder that comes with Winnow, into the workspace.
 *
 * @param source URI of a checkpoint folder; empty: the encoder that comes with Winnow
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
    String name = source.orElse(OnnxEncoder.NAME);
    FileSystem files = run.workspace().files();
    try (LocalCopy checkpoint = fetch(files)) {
      FileSystem local = FileSystem.getLocal(files.getConf());
      String hash = ContentHash.of(local, new Path(checkpoint.folder().toUri()));
      run.input("encoder", RunManifest.Input.outside(where(files), Map.of(), hash));
      EncoderSize config = open(checkpoint, name).size();
      String sha256 = Checkpoint.writeLineage(checkpoint.folder(), Map.of("source", name));
      checkpoint.sendTo(files, run.folder());
      return new Publication()
          .output(ModelOnShelf.OUTPUT, run.folder())
          .count("layers", config.layers())
          .count("hidden", config.hidden())
          .model(name, sha256)
          .say(
              "Model: %s, %d layers of width %d, up to %d tokens"
                  .formatted(name, config.layers(), config.hidden(), config.window()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import the model " + name, e);
    }
  }

  private String where(FileSystem workspace) throws IOException {
    if (source.isEmpty()) {
      return OnnxEncoder.NAME;
    }
    Path folder = new Path(source.get());
    return folder.getFileSystem(workspace.getConf()).makeQualified(folder).toString();
  }

  /** Messages name the path that the user gave, not the local copy. */
  private static Checkpoint open(LocalCopy checkpoint, String name) throws IOException {
    try {
      Checkpoint opened = Checkpoint.open(checkpoint.folder());
      SubwordTokenizer.open(opened.folder()).close();
      return opened;
    } catch (InvalidModelException e) {
      throw new InvalidModelException(
          e.getMessage().replace(checkpoint.folder().toString(), name), e);
    }
  }

  private LocalCopy fetch(FileSystem workspace) throws IOException {
    if (source.isEmpty()) {
      LocalCopy copy = LocalCopy.empty();
      OnnxEncoder.EMBEDDED.write(copy.folder());
      return copy;
    }
    Path folder = new Path(source.get());
    FileSystem files = folder.getFileSystem(workspace.getConf());
    if (!files.exists(folder)) {
      throw new InvalidModelException(
          "There is no model folder %s: give one with %s"
              .formatted(folder, String.join(", ", Checkpoint.FILES)));
    }
    return LocalCopy.of(files, folder);
  }
}
