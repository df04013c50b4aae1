package io.winnow.jobs.ingest;

import io.winnow.display.Excerpt;
import io.winnow.foreign.NamedFile;
import io.winnow.foreign.PassedOver;
import io.winnow.spark.Packed;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The files a URI stands for.
 *
 * @param uri a file, a folder or a glob on any Hadoop file system, as given
 * @param qualified the same with its scheme and from the root: what finds it again from anywhere
 * @param files in order of their paths; none whose name begins with {@code _} or {@code .}
 * @param passedOver what else a folder or glob holds and can't be read, with reasons
 */
record InputFiles(
    String uri, String qualified, List<InputFile> files, List<PassedOver> passedOver) {

  private static final int MOST_TASKS = 1_000;

  /**
   * @param path full Hadoop path
   * @param name how messages call it: its place below the input, or its own name
   */
  record InputFile(String path, String name, long length) implements Serializable {

    /** Its bytes, decompressed by what its name ends in. */
    InputStream open(Configuration hadoop) throws IOException {
      Path file = new Path(path);
      FileSystem fs = file.getFileSystem(hadoop);
      // Hadoop's local files come in whole blocks, for their checksums; who writes into a pipe may
      // wait for an answer to less.
      // And the files of checksums that it looks for can't have names with a colon.
      boolean isRaw =
          fs instanceof LocalFileSystem local
              && (file.getName().contains(":") || !local.pathToFile(file).isFile());
      InputStream stream = isRaw ? ((LocalFileSystem) fs).getRaw().open(file) : fs.open(file);
      CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(file);
      if (codec == null) {
        return stream;
      }
      // An empty file stays empty, though a codec would look for its header there.
      PushbackInputStream bytes = new PushbackInputStream(stream);
      int first = bytes.read();
      if (first < 0) {
        return bytes;
      }
      bytes.unread(first);
      return codec.createInputStream(bytes);
    }
  }

  /**
   * Those that have a length, which Spark goes by.
   *
   * @throws InputException if nothing is there, or nothing but empty files
   */
  static InputFiles resolve(Configuration hadoop, String uri) {
    InputFiles found = find(hadoop, uri);
    InputWalk.requireReadable(hadoop, found);
    List<InputFile> filled = found.files.stream().filter(file -> file.length > 0).toList();
    if (filled.isEmpty()) {
      throw new InputException(
          "Cannot read %s: all its files are empty, or there are none%s"
              .formatted(
                  uri,
                  found.passedOver.isEmpty()
                      ? ""
                      : "; not read: " + PassedOver.list(found.passedOver)));
    }
    return new InputFiles(uri, found.qualified, filled, found.passedOver);
  }

  /**
   * All files, including pipes, which have no length.
   *
   * @return maybe no file, where a folder holds none
   * @throws InputException if nothing is there
   */
  static InputFiles find(Configuration hadoop, String uri) {
    try {
      Path path = NamedFile.path(uri);
      FileSystem fs = path.getFileSystem(hadoop);
      InputWalk walk = InputWalk.of(fs, path);
      return new InputFiles(
          uri, fs.makeQualified(path).toString(), walk.files(), walk.passedOver());
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "Cannot read %s: %s".formatted(Excerpt.of(uri), Excerpt.of(e.getMessage())), e);
    }
  }

  /** Some of these files; a lineage names each of them. */
  InputFiles only(List<InputFile> some) {
    if (some.size() == files.size()) {
      return this;
    }
    String folder = qualified + "/";
    boolean areBelow = some.stream().allMatch(file -> file.path().startsWith(folder));
    List<String> names =
        some.stream()
            .map(file -> areBelow ? file.path().substring(folder.length()) : file.path())
            .toList();
    String glob =
        names.size() == 1
            ? names.get(0)
            : names.stream()
                .map(name -> name.replaceAll("[\\\\{}\\[\\]*,]", "?"))
                .collect(Collectors.joining(",", "{", "}"));
    return new InputFiles(uri, areBelow ? folder + glob : glob, some, passedOver);
  }

  /** Each file in a task of its own, unless there are very many. */
  JavaRDD<InputFile> inTasks(SparkSession spark) {
    List<byte[]> packed = files.stream().map(Packed::pack).toList();
    return new JavaSparkContext(spark.sparkContext())
        .parallelize(packed, Math.min(packed.size(), MOST_TASKS))
        .map(file -> Packed.unpack(InputFile.class, file));
  }

  /** Paths for Spark's readers, which would take brackets and stars for a pattern. */
  String[] literalPaths() {
    return files.stream()
        .map(file -> file.path().replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1"))
        .toArray(String[]::new);
  }
}
