package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.testing.SourceJar;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the API's page, as it stands there, is compiled and run. */
class ApiPageTest {

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleWorks() throws Exception {
    SmallWorkspace office = SmallWorkspace.in(folder);
    Path jar =
        new SourceJar()
            .withClass("example.OfThePage", source())
            .write(folder.resolve("example.jar"));
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass("example.OfThePage")
          .getMethod("run", SparkSession.class, String.class, String.class, String.class)
          .invoke(
              null,
              SmallWorkspace.spark(),
              office.workspace().toString(),
              office.corpus().toString(),
              office.encoder().toString());
    }
    Winnow winnow = office.winnow();
    assertThat(winnow.status().due()).isEqualTo("WAIT");
    assertThat(winnow.tables().selection().count()).isPositive();
  }

  private static String source() throws Exception {
    Matcher block = JAVA.matcher(Files.readString(Path.of("docs/api.md")));
    assertThat(block.find()).isTrue();
    return """
    package example;

    import io.winnow.api.*;
    import io.winnow.jobs.Outcome;
    import org.apache.spark.sql.SparkSession;

    public class OfThePage {
      public static void run(SparkSession spark, String workspace, String corpus, String encoder) {
    %s
      }
    }
    """
        .formatted(block.group(1));
  }
}
