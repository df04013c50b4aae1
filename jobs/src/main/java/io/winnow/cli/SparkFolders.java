package io.winnow.cli;

import io.winnow.files.OwnFiles;
import io.winnow.files.RunFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;

/**
 * The folders on this machine's disks in which Spark has blocks and shuffled rows: sentences, too.
 * Spark leaves them open to everybody, and a killed driver leaves them there.
 */
final class SparkFolders {

  private static final String LOCAL = "spark.local.dir";
  private static final String HADOOP = "spark.hadoop.hadoop.tmp.dir";

  private SparkFolders() {}

  /**
   * Puts them below this process's folders, one on each disk that is given. On a cluster its
   * manager decides where executors have theirs.
   */
  static void choose(SparkConf conf) {
    String master = conf.get("spark.master", "");
    if (!master.startsWith("local") || master.startsWith("local-cluster")) {
      return;
    }
    conf.setIfMissing(HADOOP, RunFolder.current().path().resolve("hadoop").toString());
    // Where nothing is said, Spark takes Java's folder for temporary files: this process's own.
    if (conf.contains(LOCAL)) {
      conf.set(
          LOCAL,
          Arrays.stream(conf.get(LOCAL).split(","))
              .map(String::strip)
              .filter(folder -> !folder.isEmpty())
              .map(SparkFolders::below)
              .collect(Collectors.joining(",")));
    }
  }

  private static String below(String folder) {
    try {
      return RunFolder.in(Files.createDirectories(Path.of(folder).toAbsolutePath()))
          .path()
          .toString();
    } catch (IOException | UncheckedIOException e) {
      // Spark does without one of several disks, and says so.
      return folder;
    }
  }

  /** Takes everybody else's rights to those that the driver has, wherever they are. */
  static void close(SparkSession spark) {
    if (spark.sparkContext().isStopped() || SparkEnv.get() == null) {
      return;
    }
    for (File folder : SparkEnv.get().blockManager().diskBlockManager().localDirs()) {
      try {
        OwnFiles.makePrivate(folder.toPath());
      } catch (IOException e) {
        LoggerFactory.getLogger(SparkFolders.class)
            .warn("Cannot take others' rights to read {}: {}", folder, e.getMessage());
      }
    }
  }
}
