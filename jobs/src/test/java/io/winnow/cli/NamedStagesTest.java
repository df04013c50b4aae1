package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.testing.LocalSpark;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

/** Spark's web page says what it works on, and what came of it. */
class NamedStagesTest {

  @TempDir Path folder;

  private static final class Page extends SparkListener {
    private final Set<String> jobs = new ConcurrentSkipListSet<>();
    private final Set<String> stages = new ConcurrentSkipListSet<>();
    private final Set<String> figures = new ConcurrentSkipListSet<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      jobs.add(job.properties().getProperty("spark.job.description", "unnamed"));
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
      stages.add(stage.stageInfo().name());
      JavaConverters.asJavaCollection(stage.stageInfo().accumulables().values())
          .forEach(figure -> figure.name().foreach(name -> figures.add(name)));
    }
  }

  @Test
  void jobsOfOtherStepsHaveTheNamesOfStepAndStage() throws TimeoutException {
    Desk desk = Stages.RETURNED.copyTo(folder.resolve("workspace"));
    SparkContext spark = LocalSpark.session().sparkContext();
    Page page = new Page();
    spark.addSparkListener(page);
    desk.run("merge").exited(ExitCode.DONE);
    spark.listenerBus().waitUntilEmpty();
    spark.removeSparkListener(page);

    assertThat(page.jobs).contains("merge: history", "merge: settle", "merge: quality");
  }

  @Test
  void jobsStagesAndFiguresOfScoring() throws TimeoutException {
    Desk desk = Stages.MEASURED.copyTo(folder.resolve("workspace"));
    SparkContext spark = LocalSpark.session().sparkContext();
    Page page = new Page();
    spark.addSparkListener(page);
    desk.run("score", "--set=score.shard-sentences=42").exited(ExitCode.DONE);
    spark.listenerBus().waitUntilEmpty();
    spark.removeSparkListener(page);

    assertThat(page.jobs).contains("Score round 1, shard 1 of 2", "Score round 1, shard 2 of 2");
    assertThat(page.stages).contains("Score round 1, shard 1 of 2");
    assertThat(page.figures)
        .contains(
            "sentences scored",
            "tokens encoded",
            "computed tokens, with padding",
            "model calls",
            "models loaded");
  }
}
