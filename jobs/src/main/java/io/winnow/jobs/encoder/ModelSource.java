package io.winnow.jobs.encoder;

import io.winnow.display.Printable;
import io.winnow.hub.Hub;
import io.winnow.hub.HubModel;
import io.winnow.hub.HubName;
import io.winnow.jobs.LocalCopy;
import io.winnow.jobs.Run;
import io.winnow.model.OnnxEncoder;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

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

  /**
   * Brings the tokenizer into its one form.
   *
   * @return what of its files was changed or could not be followed, a sentence each
   */
  default List<String> tokenizer(Path files, Path model) throws IOException {
    return TokenizerTrial.run(files, model);
  }

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

    /** Nothing is to be feared of it. */
    @Override
    public List<String> tokenizer(Path files, Path model) throws IOException {
      TokenizerFiles tokenizer = TokenizerFiles.read(files);
      tokenizer.write(model);
      return tokenizer.remarks();
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
      org.apache.hadoop.fs.Path qualified = files.makeQualified(folder);
      LocalCopy copy = LocalCopy.empty();
      try {
        if (!files.getUri().getScheme().equals("file")) {
          return new Fetched(name, qualified.toString(), copy, remote(files, qualified, copy));
        }
        Path local = Path.of(qualified.toUri().getPath());
        Optional<HubModel> cached = Hub.inCache(local, names -> ModelFileNames.choose(name, names));
        if (cached.isPresent()) {
          copy.close();
          return OnHub.linked(cached.get());
        }
        return new Fetched(name, qualified.toString(), copy, local(local, copy));
      } catch (IOException | RuntimeException e) {
        copy.close();
        throw e;
      }
    }

    private List<String> local(Path folder, LocalCopy copy) throws IOException {
      if (!Files.isDirectory(folder)) {
        throw missing(null);
      }
      ModelFolder model = ModelFolder.at(name, folder);
      SortedSet<String> names = model.names();
      List<String> chosen = ModelFileNames.choose(name, names);
      model.copy(chosen, copy.folder());
      return left(names, chosen);
    }

    private List<String> remote(FileSystem files, org.apache.hadoop.fs.Path folder, LocalCopy copy)
        throws IOException {
      SortedSet<String> names = new TreeSet<>();
      try {
        for (FileStatus entry : files.listStatus(folder)) {
          if (entry.isFile()) {
            names.add(entry.getPath().getName());
          }
        }
      } catch (FileNotFoundException e) {
        throw missing(e);
      }
      List<String> chosen = ModelFileNames.choose(name, names);
      for (String file : chosen) {
        try (InputStream in = files.open(new org.apache.hadoop.fs.Path(folder, file))) {
          Files.copy(in, copy.folder().resolve(file));
        }
      }
      return left(names, chosen);
    }

    private InvalidModelException missing(FileNotFoundException cause) {
      return new InvalidModelException(
          "There is no model folder %s: give a folder with config.json, weights and tokenizer, or hf://ORG/NAME"
              .formatted(name),
          cause);
    }

    /** The names of files that weren't taken, as a terminal can show them. */
    private static List<String> left(SortedSet<String> names, List<String> chosen) {
      return names.stream().filter(it -> !chosen.contains(it)).map(Printable::inLine).toList();
    }
  }
}
