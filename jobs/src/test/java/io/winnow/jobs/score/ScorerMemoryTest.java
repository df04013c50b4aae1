package io.winnow.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.jobs.ModelOnShelf;
import io.winnow.model.Precision;
import io.winnow.spark.ScoreColumns;
import io.winnow.testing.LocalSpark;
import io.winnow.testing.TinyEncoder;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerMemoryTest {

  @TempDir Path folder;

  @Test
  void anOverheadThatIsTooSmallIsSaidOfTheModelAndTheTasks() throws Exception {
    Scorer scorer = scorer();
    SparkConf yarn =
        new SparkConf(false).set("spark.master", "yarn").set("spark.executor.cores", "2");

    assertThat(scorer.memoryWarning(yarn).orElseThrow())
        .startsWith("Warning: spark.executor.memoryOverhead is 384 MiB")
        .contains("2 tasks at once with models/0000 (0 million parameters, FP32) takes about 789 ")
        .endsWith("set spark.executor.memoryOverhead to 1024m or more");
    assertThat(scorer.memoryWarning(yarn.set("spark.executor.memoryOverhead", "1g"))).isEmpty();
  }

  @Test
  void onThisMachineNothingIsSaid() throws Exception {
    assertThat(scorer().memoryWarning()).isEmpty();
  }

  private Scorer scorer() throws Exception {
    Path model = TinyEncoder.write(folder.resolve("model"));
    return new Scorer(
        LocalSpark.session(),
        null,
        ScoreColumns.NONE,
        new ModelOnShelf("models/0000", new org.apache.hadoop.fs.Path(model.toUri()), "0", null),
        Precision.FP32);
  }
}
