package io.winnow.jobs.encoder;

import io.winnow.jobs.JobContext;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.ModelOnShelf;
import io.winnow.jobs.Outcome;
import io.winnow.model.Checkpoint;
import io.winnow.model.CheckpointWriter;
import io.winnow.model.EmbeddedEncoder;
import io.winnow.model.InvalidModelException;
import io.winnow.model.SubwordTokenizer;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunRecorder;
import io.winnow.workspace.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Copies a HuggingFace checkpoint, or the encoder that comes with Winnow, into the workspace.
 *
 * @param source URI of a checkpoint folder; empty: the encoder that comes with Winnow
 * @param shelf where it goes
 */
public record ImportModelJob(JobContext context, Optional<String> source, Shelf shelf) {

  /** Imports the model that every training starts from. */
  public ImportModelJob(JobContext context, Optional<String> source) {
    this(context, source, context.workspace().baseModel());
  }

  public Outcome run() {
    Optional<Pointer> before = shelf.latest();
    if (before.isPresent()) {
      return context.alreadyDone("Model import", before.get());
    }
    RunRecorder run = context.start("model-import");
    Path target = shelf.newRun(run.run());
    String name = source.orElse(EmbeddedEncoder.NAME);
    try (LocalCopy checkpoint = fetch()) {
      Checkpoint opened = open(checkpoint, name);
      String sha256 = CheckpointWriter.writeLineage(checkpoint.folder(), Map.of("source", name));
      checkpoint.sendTo(context.workspace().files(), target);
      run.model(name, sha256);
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("layers", (long) opened.config().layers());
      counts.put("hidden", (long) opened.config().hidden());
      context.publish(run, shelf, 1, Map.of(ModelOnShelf.OUTPUT, target), counts);
      context
          .console()
          .say(
              "Model: %s, %d layers of width %d, up to %d tokens"
                  .formatted(
                      name,
                      opened.config().layers(),
                      opened.config().hidden(),
                      opened.config().maxPositions()));
      return Outcome.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot import the model " + name, e);
    }
  }

  /** Messages name what the person gave, not this machine's copy of it. */
  private static Checkpoint open(LocalCopy checkpoint, String name) throws IOException {
    try {
      Checkpoint opened = Checkpoint.open(checkpoint.folder());
      SubwordTokenizer.open(opened.tokenizerFile()).close();
      return opened;
    } catch (InvalidModelException e) {
      throw new InvalidModelException(
          e.getMessage().replace(checkpoint.folder().toString(), name), e);
    }
  }

  private LocalCopy fetch() throws IOException {
    if (source.isEmpty()) {
      LocalCopy copy = LocalCopy.empty();
      EmbeddedEncoder.write(copy.folder());
      return copy;
    }
    Path folder = new Path(source.get());
    FileSystem files = folder.getFileSystem(context.workspace().files().getConf());
    if (!files.exists(folder)) {
      throw new InvalidModelException(
          "There is no model folder %s: give one with %s"
              .formatted(folder, String.join(", ", Checkpoint.FILES)));
    }
    return LocalCopy.of(files, folder);
  }
}
