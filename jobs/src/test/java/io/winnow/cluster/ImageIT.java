package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.winnow.sample.SampleCorpus;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The steps of {@code conf/docker/Dockerfile}, and then what a container does: the entry point as
 * user 185, without any right of root, where no file system can be written to but one for temporary
 * files and the workspace.
 */
class ImageIT {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path FOLDER = TARGET.resolve("image");
  private static final Path SPARK = FOLDER.resolve("spark");
  private static final Path IMAGE = FOLDER.resolve("winnow");
  private static final Path VOLUME = FOLDER.resolve("volume");

  /** Spark's images know the user by name; Hadoop takes no other. */
  private static final Path PASSWD = FOLDER.resolve("passwd");

  private static final int SENTENCES = 300;

  /** Linux's own way to a container, of util-linux; the first argument stays writable. */
  private static final List<String> CONTAINER =
      List.of(
          "unshare",
          "--user",
          "--map-user=185",
          "--map-group=185",
          "--mount",
          "--keep-caps",
          "--",
          "sh",
          "-euc",
          """
          mount --bind "$1" "$1"
          mount -o remount,bind,ro /
          mount --bind "$2" "$2"
          mount -o remount,bind,ro "$2"
          mount --bind "$3" /etc/passwd
          shift 3
          exec setpriv --ambient-caps=-all --inh-caps=-all --no-new-privs "$@"
          """,
          "container",
          VOLUME.toString(),
          IMAGE.toString(),
          PASSWD.toString());

  private record Ended(int code, String output) {}

  @BeforeAll
  static void install() throws Exception {
    Trees.delete(FOLDER);
    for (Path folder : List.of(IMAGE, VOLUME, SPARK.resolve("jars"), FOLDER.resolve("source"))) {
      Files.createDirectories(folder);
    }
    Files.writeString(PASSWD, "spark:x:185:185::/nonexistent:/bin/false\n");
    assumeTrue(isPermitted(), "user namespaces need Linux, and a system that allows them");
    for (Path file : SparkHome.providedJars()) {
      Files.createSymbolicLink(SPARK.resolve("jars").resolve(file.getFileName()), file);
    }
    Path jar = ClusterWorkspace.JAR;
    Path source = FOLDER.resolve("source");
    Files.createSymbolicLink(source.resolve(jar.getFileName()), jar);
    Files.createSymbolicLink(source.resolve("conf"), Path.of("..", "conf").toRealPath());
    Ended installed =
        run(
            List.of(
                "sh",
                source.resolve("conf/docker/install.sh").toString(),
                source.toString(),
                IMAGE.toString()));
    assertThat(installed.code()).as(installed.output()).isZero();
    assertThat(installed.output()).contains("the tokenizers load");
  }

  @AfterAll
  static void remove() throws IOException {
    Trees.delete(FOLDER);
  }

  @Test
  void aRoundRunsWhereNothingButTheVolumeCanBeWrittenTo() throws Exception {
    List<String> before = files();
    Path corpus = VOLUME.resolve("sample.conll");
    try (Writer out = Files.newBufferedWriter(corpus)) {
      SampleCorpus.writeConll(SampleCorpus.sentences(SampleCorpus.DEFAULT_SEED, SENTENCES), out);
    }
    String workspace = VOLUME.resolve("workspace").toString();

    assertThat(container("--version").output()).startsWith("winnow ");
    winnow("init", "-w", workspace, "-i", corpus.toString(), "--set", "init.holdout-share=0.1");
    assertThat(winnow("model", "import", "-w", workspace)).contains("checked: ");
    assertThat(winnow("round", "-w", workspace, "--set", "select.budget-words=200"))
        .contains("Hand-off: ");
    assertThat(files()).isEqualTo(before).isNotEmpty();
  }

  @Test
  void theContainerIsNobodysRootAndWritesNowhereElse() throws Exception {
    List<String> command = new ArrayList<>(CONTAINER);
    command.addAll(
        List.of("sh", "-c", "id -u; touch " + IMAGE + "/x; touch /etc/x; touch " + TARGET + "/x"));
    Ended ended = run(command);

    assertThat(ended.output()).startsWith("185\n");
    assertThat(ended.output().lines().filter(line -> line.contains("Read-only file system")))
        .hasSize(3);
  }

  private static boolean isPermitted() throws Exception {
    List<String> command = new ArrayList<>(CONTAINER);
    command.add("true");
    try {
      return run(command).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String winnow(String... arguments) throws Exception {
    Ended ended = container(arguments);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output();
  }

  private static Ended container(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(CONTAINER);
    command.add(IMAGE.resolve("entrypoint.sh").toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static Ended run(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", SPARK.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "DJL_CACHE_DIR", IMAGE.resolve("natives").toString(),
                "TMPDIR", VOLUME.toString(),
                "WINNOW_HEAP", "1g"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(IMAGE)) {
      return all.map(Path::toString).sorted().toList();
    }
  }
}
