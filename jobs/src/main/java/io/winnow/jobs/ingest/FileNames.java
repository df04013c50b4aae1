package io.winnow.jobs.ingest;

import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.io.Serializable;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** How messages call the files of an input, by the paths that Spark gives with their records. */
record FileNames(Map<String, String> byPath) implements Serializable {

  static FileNames of(InputFiles files) {
    Map<String, String> names = new HashMap<>();
    for (InputFile file : files.files()) {
      names.put(file.path(), file.name());
      names.put(new Path(file.path()).toUri().toString(), file.name());
    }
    return new FileNames(names);
  }

  /**
   * @param path as a path or as a URI: versions of Spark differ
   */
  String name(String path) {
    String name = byPath.get(path);
    return name != null ? name : byPath.getOrDefault(new Path(URI.create(path)).toString(), path);
  }
}
