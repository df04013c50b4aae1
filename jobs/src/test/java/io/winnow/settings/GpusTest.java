package io.winnow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class GpusTest {

  private static final SparkConf CONF =
      new SparkConf(false)
          .setMaster("spark://host:7077")
          .set("spark.executor.cores", "4")
          .set("spark.executor.resource.gpu.amount", "1");

  @Test
  void aPlanThatHoldsIsGiven() {
    SparkConf conf = CONF.clone().set("spark.task.resource.gpu.amount", "0.25");

    assertThat(Gpus.check(conf).sentence()).isEqualTo("4 tasks share each GPU");
  }

  @Test
  void oneThatDoesNotIsRefusedUnderSparksKeys() {
    SettingsException refused =
        catchThrowableOfType(SettingsException.class, () -> Gpus.check(CONF));

    assertThat(refused.problems())
        .extracting(SettingsException.Problem::key)
        .containsExactly("spark.task.resource.gpu.amount");
    assertThat(refused).hasMessageEndingWith("Set it to 0.25");
  }
}
