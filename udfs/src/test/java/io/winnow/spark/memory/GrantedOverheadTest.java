package io.winnow.spark.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantedOverheadTest {

  private static final String SET = "spark.executor.memoryOverhead";

  @ParameterizedTest(name = "{0} with {1}: {2} MiB")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yarn                | spark.executor.memory=2g                                            | 384
          yarn                | spark.executor.memory=8g                                            | 819
          yarn                | spark.executor.memory=8g spark.executor.memoryOverheadFactor=0.5    | 4096
          yarn                | spark.executor.memory=8g spark.kubernetes.memoryOverheadFactor=0.5  | 819
          k8s://https://host  | spark.executor.memory=8g spark.kubernetes.memoryOverheadFactor=0.5  | 4096
          k8s://https://host  | spark.executor.memoryOverhead=3g spark.executor.memory=8g           | 3072
          yarn                | spark.executor.memoryOverhead=700                                   | 700
          """)
  void whatSparkAddsToTheHeapIsGranted(String master, String settings, long mebibytes) {
    GrantedOverhead granted = GrantedOverhead.ofExecutor(conf(master, settings)).orElseThrow();

    assertThat(granted.mebibytes()).isEqualTo(mebibytes);
    assertThat(granted.key()).isEqualTo(SET);
  }

  @Test
  void aTextTellsWhereTheFigureComesFrom() {
    assertThat(GrantedOverhead.ofExecutor(conf("yarn", "")).orElseThrow())
        .hasToString(
            "spark.executor.memoryOverhead is 384 MiB (Spark's default for 1,024 MiB of"
                + " spark.executor.memory)");
    assertThat(GrantedOverhead.ofExecutor(conf("yarn", SET + "=1g")).orElseThrow())
        .hasToString("spark.executor.memoryOverhead is 1,024 MiB (as set)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[4]", "local-cluster[2,1,1024]", "spark://host:7077"})
  void noManagerLimitsTheseProcesses(String master) {
    SparkConf conf = conf(master, SET + "=1m spark.submit.deployMode=cluster");

    assertThat(GrantedOverhead.ofExecutor(conf)).isEmpty();
    assertThat(GrantedOverhead.ofDriver(conf)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spark.submit.deployMode=cluster", "spark.kubernetes.submitInDriver=true"})
  void aDriverIsLimitedInAContainerOfItsOwn(String inContainer) {
    assertThat(GrantedOverhead.ofDriver(conf("yarn", "spark.submit.deployMode=client"))).isEmpty();
    assertThat(GrantedOverhead.ofDriver(conf("yarn", inContainer)).orElseThrow().key())
        .isEqualTo("spark.driver.memoryOverhead");
  }

  private static SparkConf conf(String master, String settings) {
    SparkConf conf = new SparkConf(false).set("spark.master", master);
    for (String setting : (settings == null ? "" : settings).split(" ")) {
      String[] pair = setting.split("=");
      if (pair.length == 2) {
        conf.set(pair[0], pair[1]);
      }
    }
    return conf;
  }
}
