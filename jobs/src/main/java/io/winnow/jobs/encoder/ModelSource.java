package io.winnow.jobs.encoder;

import io.winnow.hub.Hub;
import io.winnow.hub.HubModel;
import io.winnow.hub.HubName;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.Run;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.files.InvalidModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;

/** Where a model comes from. Only files that a model is known to have are taken. */
sealed interface ModelSource {

  /**
   * A model's files on this machine.
   *
   * @param source what lineage calls the model; of the hub's, with the commit
   * @param uri where they came from
   * @param left names of files of the folder that were not taken
   */
  record Fetched(String source, String uri, LocalCopy files, List<String> left)
      implements AutoCloseable {

    Path folder() {
      return files.folder();
    }

    @Override
    public void close() {
      files.close();
    }
  }

  /** Brings the files to this machine. */
  Fetched fetch(Run run) throws IOException;

  /** What messages and manifests call the model. */
  String name();

  /**
   * @param text what a user gave: {@code hf://ORG/NAME} or the URI of a folder
   */
  static ModelSource of(Optional<String> text) {
    if (text.isEmpty()) {
      return new Bundled();
    }
    Optional<HubName> name = HubName.parse(text.get());
    return name.isPresent() ? new OnHub(name.get()) : new Folder(text.get());
  }

  /** The encoder that comes with Winnow. */
  record Bundled() implements ModelSource {

    @Override
    public String name() {
      return OnnxEncoder.NAME;
    }

    @Override
    public Fetched fetch(Run run) throws IOException {
      LocalCopy copy = LocalCopy.empty();
      OnnxEncoder.EMBEDDED.write(copy.folder());
      return new Fetched(name(), name(), copy, List.of());
    }
  }

  /** A model of the HuggingFace hub, by name. */
  record OnHub(HubName model) implements ModelSource {

    @Override
    public String name() {
      return model.toString();
    }

    @Override
    public Fetched fetch(Run run) throws IOException {
      Hub hub = new Hub(run.hub());
      return linked(
          hub.fetch(
              model,
              names -> ModelFileNames.choose(model, names),
              new FetchProgress(run.console())));
    }

    /** A cache's blobs never change: there is no need to copy the gigabytes of weights. */
    static Fetched linked(HubModel found) throws IOException {
      LocalCopy copy = LocalCopy.empty();
      for (Map.Entry<String, Path> file : found.files().entrySet()) {
        Path target = copy.folder().resolve(file.getKey());
        if (ModelFileNames.isWeights(file.getKey())) {
          Files.createSymbolicLink(target, file.getValue());
        } else {
          Files.copy(file.getValue(), target);
        }
      }
      String uri = found.name().toString();
      return new Fetched(uri, uri, copy, List.of());
    }
  }

  /** A folder on any Hadoop file system; also one of the hub's cache. */
  record Folder(String name) implements ModelSource {

    @Override
    public Fetched fetch(Run run) throws IOException {
      Configuration hadoop = run.workspace().files().getConf();
      org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(name);
      FileSystem files = folder.getFileSystem(hadoop);
      if (!(files instanceof LocalFileSystem)) {
        return copied(files, folder);
      }
      Path local = Path.of(files.makeQualified(folder).toUri().getPath());
      Optional<HubModel> cached = Hub.inCache(local, names -> ModelFileNames.choose(name, names));
      if (cached.isPresent()) {
        return OnHub.linked(cached.get());
      }
      if (Files.isDirectory(local)) {
        refuseLinksAbroad(local);
      }
      return copied(files, folder);
    }

    private Fetched copied(FileSystem files, org.apache.hadoop.fs.Path folder) throws IOException {
      SortedSet<String> names = new TreeSet<>();
      try {
        for (FileStatus entry : files.listStatus(folder)) {
          if (entry.isFile()) {
            names.add(entry.getPath().getName());
          }
        }
      } catch (FileNotFoundException e) {
        throw new InvalidModelException(
            "There is no model folder %s: give a folder with config.json, weights and tokenizer, or hf://ORG/NAME"
                .formatted(folder),
            e);
      }
      List<String> chosen = ModelFileNames.choose(name, names);
      LocalCopy copy = LocalCopy.empty();
      try {
        for (String file : chosen) {
          try (InputStream in = files.open(new org.apache.hadoop.fs.Path(folder, file))) {
            Files.copy(in, copy.folder().resolve(file));
          }
        }
      } catch (IOException | RuntimeException e) {
        copy.close();
        throw e;
      }
      names.removeAll(chosen);
      String uri = files.makeQualified(folder).toString();
      return new Fetched(name, uri, copy, List.copyOf(names));
    }

    /** What lies elsewhere is no part of the folder, whoever put the link there. */
    private void refuseLinksAbroad(Path folder) throws IOException {
      Path real = folder.toRealPath();
      try (var entries = Files.list(real)) {
        for (Path entry : entries.filter(Files::isSymbolicLink).toList()) {
          boolean isKnown = ModelFileNames.isKnown(entry.getFileName().toString());
          if (isKnown && !isBelow(entry, real)) {
            throw new InvalidModelException(
                "%s is a link to %s, outside of the folder: put the file itself there (cp -L)"
                    .formatted(
                        Path.of(name).resolve(entry.getFileName()), Files.readSymbolicLink(entry)));
          }
        }
      }
    }

    private static boolean isBelow(Path link, Path folder) throws IOException {
      try {
        return link.toRealPath().startsWith(folder);
      } catch (NoSuchFileException e) {
        return false;
      }
    }
  }
}
