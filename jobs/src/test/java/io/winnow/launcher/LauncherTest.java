package io.winnow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/winnow} and the files of {@code conf/} promise each other and Spark. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("bin", "winnow").toAbsolutePath();
  private static final Path CONF = Path.of("..", "conf");

  @Test
  void itOpensToSparkWhatSparkAsksFor() throws Exception {
    String script = Files.readString(LAUNCHER);
    List<String> wanted =
        Arrays.stream(JavaModuleOptions.defaultModuleOptions().split("\\s+"))
            .filter(option -> option.startsWith("--add-opens="))
            .map(option -> option.replaceAll(".*/(.*)=ALL-UNNAMED", "$1"))
            .toList();
    assertThat(wanted).hasSizeGreaterThan(10);
    assertThat(wanted)
        .allMatch(
            name -> Pattern.compile("[ /]" + Pattern.quote(name) + "[ ;=]").matcher(script).find());
  }

  @Test
  void withoutJavaItSaysWhatToInstall(@TempDir Path nothing) throws Exception {
    assertThat(run(LAUNCHER, Map.of("JAVA_HOME", nothing.toString())))
        .isEqualTo(
            "1 winnow: JAVA_HOME is %s, but there is no %s/bin/java\n".formatted(nothing, nothing));
  }

  @Test
  void anOldJavaIsRefused(@TempDir Path folder) throws Exception {
    Path home = folder.resolve("jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(run(LAUNCHER, Map.of("JAVA_HOME", home.toString())))
        .isEqualTo("1 winnow: %s is Java 11; Winnow needs 17 or later\n".formatted(java));
  }

  @Test
  void moreJarsComeAfterThoseOfWinnow(@TempDir Path folder) throws Exception {
    String own = "%s/jobs/target/winnow-jobs-1.jar:/winnow.jar:/spark.jar".formatted(folder);
    assertThat(classPath(folder, Map.of())).isEqualTo(own);
    assertThat(classPath(folder, Map.of("WINNOW_CLASSPATH", "/s3a/*:/etc/my hadoop")))
        .isEqualTo(own + ":/s3a/*:/etc/my hadoop");
  }

  /** That of a launcher that finds all built, and a Java that only repeats what it is given. */
  private static String classPath(Path root, Map<String, String> environment) throws Exception {
    for (String there : List.of("udfs/src/main", "jobs/src/main", "conf", "jdk/bin", "jobs/bin")) {
      Files.createDirectories(root.resolve(there));
    }
    for (String there : List.of("pom.xml", "udfs/pom.xml", "jobs/pom.xml")) {
      Files.writeString(root.resolve(there), "");
    }
    Path target = Files.createDirectories(root.resolve("jobs/target"));
    Files.writeString(target.resolve("winnow-jobs-1.jar"), "");
    Files.writeString(target.resolve("launcher.classpath"), "/winnow.jar");
    Files.writeString(target.resolve("spark.classpath"), "/spark.jar");
    Files.writeString(target.resolve("launcher.built"), "");
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path java = root.resolve("jdk/bin/java");
    Files.writeString(java, "#!/bin/sh\nfor word; do echo \"$word\"; done\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path launcher =
        Files.copy(LAUNCHER, root.resolve("jobs/bin/winnow"), StandardCopyOption.REPLACE_EXISTING);
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", root.resolve("jdk").toString());
    Path temporary = Files.createDirectories(root.resolve("tmp"));
    all.put("TMPDIR", temporary.toString());
    all.put("SPARK_LOCAL_DIRS", "/disk1,/disk2");
    all.put("WINNOW_LOG_DIR", "/var/log/winnow");
    List<String> words = run(launcher, all).lines().toList();
    assertAllIsInAFolderOfItsOwn(words, temporary);
    assertThat(words).contains("-cp", "io.winnow.cli.Main");
    return words.get(words.indexOf("-cp") + 1);
  }

  private static void assertAllIsInAFolderOfItsOwn(List<String> words, Path temporary)
      throws IOException {
    Path own = Path.of(word(words, "-Djava.io.tmpdir="));
    assertThat(own).hasParent(temporary).isEmptyDirectory();
    assertThat(own.getFileName().toString()).startsWith("winnow-run-");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(word(words, "-Dwinnow.run.folder=")).isEqualTo(own.toString());
    assertThat(word(words, "-Dspark.local.dir=")).isEqualTo("/disk1,/disk2");
    assertThat(word(words, "-Dwinnow.log=")).startsWith("/var/log/winnow/winnow-");
  }

  private static String word(List<String> words, String start) {
    return words.stream()
        .filter(it -> it.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  @Test
  void theLocalDefaultsListenOnLoopbackOnly() throws Exception {
    Properties local = properties("spark-defaults-local.conf");
    assertThat(local)
        .containsEntry("spark.driver.bindAddress", "127.0.0.1")
        .containsEntry("spark.driver.host", "127.0.0.1")
        .containsEntry("spark.ui.enabled", "false");
  }

  @Test
  void allDefaultsKeepTheCommitterThatKeepsOutputsWhole() throws Exception {
    for (String kind :
        List.of("local", "cluster", "standalone-gpu", "yarn-gpu", "kubernetes-gpu")) {
      String file = "spark-defaults-" + kind + ".conf";
      assertThat(properties(file))
          .containsEntry("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1");
    }
  }

  @Test
  void theDefaultsTravelInTheJar() throws Exception {
    for (String file : List.of("winnow.conf", "spark-defaults-local.conf", "log4j2.properties")) {
      try (InputStream in = getClass().getResourceAsStream("/conf/" + file)) {
        assertThat(in).as(file).isNotNull().hasContent(Files.readString(CONF.resolve(file)));
      }
    }
  }

  @Test
  void theConsoleShowsNoStackTraceNotEvenOneThatIsPartOfAMessage() throws Exception {
    String pattern =
        properties("log4j2.properties").getProperty("appender.warnings.layout.pattern");
    LogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.WARN)
            .setMessage(new SimpleMessage("Lost task 0.0\n\tat a.B.c(B.java:1)\n"))
            .setThrown(new IllegalStateException("no"))
            .build();
    assertThat(PatternLayout.newBuilder().withPattern(pattern).build().toSerializable(event))
        .isEqualToNormalizingNewlines("WARN: Lost task 0.0\n");
  }

  private static Properties properties(String file) throws Exception {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(CONF.resolve(file))) {
      properties.load(in);
    }
    return properties;
  }

  /** Its exit code and what it says, called through a symbolic link from another folder. */
  private static String run(Path launcher, Map<String, String> environment) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    Path folder = Files.createTempDirectory("launcher");
    Path link = Files.createSymbolicLink(folder.resolve("w"), launcher);
    ProcessBuilder builder =
        new ProcessBuilder(link.toString()).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("WINNOW_CLASSPATH");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Files.delete(link);
    Files.delete(folder);
    return process.exitValue() + " " + said;
  }
}
