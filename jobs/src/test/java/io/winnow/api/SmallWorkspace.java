package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.cli.Commands;
import io.winnow.sample.SampleCorpus;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.TinyEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A workspace in which a program works: a small part of the sample and the tiny encoder. */
record SmallWorkspace(Path folder) {

  static final int SENTENCES = 120;

  private static final String SETTINGS =
      """
      init { source = sample, holdout-share = 0.2 }
      score.precision = fp32
      vendor.batch-sentences = 5
      train { batch-size = 8, min-steps = 3, max-steps = 3, precision = fp32, threads = 1, restarts = 0 }
      """;

  static SmallWorkspace in(Path folder) {
    try {
      Files.createDirectories(folder.resolve("workspace"));
      Files.writeString(folder.resolve("workspace/winnow.conf"), SETTINGS);
      return new SmallWorkspace(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SparkSession spark() {
    // As spark-submit does; else a command would bring its own defaults to the running session.
    System.setProperty("spark.master", "local[2]");
    return LocalSpark.session();
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  Winnow winnow() {
    return Winnow.in(spark(), workspace().toString());
  }

  Path corpus() {
    Path file = folder.resolve("corpus.conll");
    try (Writer out = Files.newBufferedWriter(file)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(3, SENTENCES), out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path encoder() throws IOException {
    return TinyEncoder.write(folder.resolve("encoder"));
  }

  /** The corpus and the encoder are there. */
  Winnow ready() throws IOException {
    Winnow winnow = winnow();
    winnow.init().input(corpus().toString()).execute();
    winnow.importModel().from(encoder().toString()).execute();
    return winnow;
  }

  void vendorAnswers() {
    assertThat(run("vendor", "simulate").code()).isEqualTo(ExitCode.DONE);
  }

  Commands.Said run(String... words) {
    return Commands.run(
        Stream.concat(Stream.of(words), Stream.of("--workspace=" + workspace())).toList());
  }

  List<String> leases() throws IOException {
    try (Stream<Path> files = Files.list(workspace().resolve("runs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("_lease-"))
          .toList();
    }
  }
}
