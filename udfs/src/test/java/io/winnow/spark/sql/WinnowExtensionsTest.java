package io.winnow.spark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.spark.Texts;
import io.winnow.testing.OwnJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: extensions are looked for once, when its first session starts. */
class WinnowExtensionsTest {

  @TempDir Path folder;

  @Test
  void settingsAloneGiveASessionTheFunctions() throws Exception {
    String output = run(Texts.model(folder, 1).toUri().toString());

    assertThat(output.lines().filter(it -> it.contains("BatchEvalNer ["))).hasSize(1);
    assertThat(output).contains("ner_entities(text", "mnlp(text");
    assertThat(output).contains("Usage: mnlp(text[, model]) - Returns the model's confidence");
    assertThat(output).containsPattern("found 2 texts, the first of -0\\.\\d+ nats a word");
  }

  /** What the session is asked. */
  public static void main(String[] model) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.extensions", WinnowExtensions.class.getName())
            .config("spark.winnow.model", model[0])
            .getOrCreate();
    spark
        .range(3)
        .selectExpr("id", "if(id < 2, 'Anna in Bern', NULL) AS text")
        .createOrReplaceTempView("t");
    String query = "SELECT ner_entities(text), mnlp(text) FROM t WHERE mnlp(text) < 0";
    System.out.println(spark.sql(query).queryExecution().executedPlan());
    spark
        .sql("DESCRIBE FUNCTION EXTENDED mnlp")
        .collectAsList()
        .forEach(row -> System.out.println(row.getString(0)));
    List<Row> rows = spark.sql(query).collectAsList();
    System.out.printf(
        "found %d texts, the first of %s nats a word%n", rows.size(), rows.get(0).get(1));
    spark.stop();
  }

  private String run(String model) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    options.addAll(List.of("-Xmx1500m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    List<String> command =
        OwnJvm.command(WinnowExtensionsTest.class, options.toArray(String[]::new));
    command.add(model);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
