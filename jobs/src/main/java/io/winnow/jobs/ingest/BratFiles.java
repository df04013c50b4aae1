package io.winnow.jobs.ingest;

import io.winnow.files.TextEncoding;
import io.winnow.foreign.NamedFile;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import io.winnow.text.OffsetUnit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The pairs of a text and its annotations in BRAT's standoff.
 *
 * @param found paths of all files of the input that hold anything
 * @param beside the other file of a pair of which one is named
 */
record BratFiles(
    Set<String> found, Set<String> beside, SerializableConfiguration hadoop, TextEncoding encoding)
    implements Serializable {

  static BratFiles of(InputFiles files, SerializableConfiguration hadoop, TextEncoding encoding) {
    Set<String> found = new HashSet<>();
    files.files().forEach(file -> found.add(file.path()));
    boolean isNamed = found.equals(Set.of(files.qualified()));
    Set<String> beside =
        isNamed
            ? Set.of(
                bare(files.qualified()) + BratDocument.TEXT,
                bare(files.qualified()) + BratDocument.ANNOTATIONS)
            : Set.of();
    return new BratFiles(found, beside, hadoop, encoding);
  }

  /**
   * The document of a text; no record for annotations that have their text in the input, too.
   *
   * @param unit what offsets count
   */
  Records records(InputFile file, OffsetUnit unit) {
    List<Records.Found> records = new ArrayList<>();
    String bare = bare(file.path());
    boolean isText = !file.path().endsWith(BratDocument.ANNOTATIONS);
    if (isText || !found.contains(bare + BratDocument.TEXT)) {
      records.add(new Records.Found(1, () -> record(file.name(), bare, unit)));
    }
    return () -> records.isEmpty() ? null : records.remove(0);
  }

  private static String bare(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private RawRecord record(String name, String bare, OffsetUnit unit) {
    String id = bare(name);
    try {
      String text =
          read(bare + BratDocument.TEXT)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "its text, %s%s, is not there".formatted(id, BratDocument.TEXT)));
      return record(id, text, read(bare + BratDocument.ANNOTATIONS), unit);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Annotations that can't be read are no error before they are asked for. */
  private static RawRecord record(
      String id, String text, Optional<String> annotations, OffsetUnit unit) {
    try {
      return BratDocument.record(id, text, annotations, unit);
    } catch (IllegalArgumentException e) {
      RecordGold bad =
          sentence -> {
            throw e;
          };
      return new RawRecord(id, text, null, bad, List.of());
    }
  }

  /** Empty if it is not there. A link may lead out of the input. */
  private Optional<String> read(String path) throws IOException {
    Path file = new Path(path);
    FileSystem fs = file.getFileSystem(hadoop.value());
    try {
      long length = new NamedFile(fs, file).look().length();
      if (length > 0 && !found.contains(path) && !beside.contains(path)) {
        throw new IllegalArgumentException("%s is no file of the input".formatted(path));
      }
      try (InputStream in = new InputFile(path, path, length).open(hadoop.value())) {
        return Optional.of(encoding.text(in));
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
