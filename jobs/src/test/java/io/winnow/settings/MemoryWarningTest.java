package io.winnow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.spark.memory.GrantedOverhead;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class MemoryWarningTest {

  private static final GrantedOverhead DEFAULT =
      GrantedOverhead.ofExecutor(new SparkConf(false).set("spark.master", "yarn")).orElseThrow();

  @Test
  void aGrantThatIsTooSmallIsNamedWithTheSettingThatRaisesIt() {
    assertThat(MemoryWarning.of(DEFAULT, "an executor that runs 4 tasks at once", 1_150))
        .hasValue(
            "Warning: spark.executor.memoryOverhead is 384 MiB (Spark's default for 1,024 MiB of"
                + " spark.executor.memory), but an executor that runs 4 tasks at once takes about"
                + " 1,150 MiB outside of Java's heap and may be killed: set"
                + " spark.executor.memoryOverhead to 1280m or more");
  }

  @Test
  void aGrantThatIsEnoughIsNotSpokenOf() {
    assertThat(MemoryWarning.of(DEFAULT, "an executor", 384)).isEmpty();
  }
}
