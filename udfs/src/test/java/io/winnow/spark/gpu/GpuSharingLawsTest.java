package io.winnow.spark.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.resource.ResourceUtils;
import scala.Tuple2;

class GpuSharingLawsTest {

  @Property(tries = 200)
  void sparkReadsAShareAsSoManyTasks(@ForAll @IntRange(min = 1, max = 200) int tasks) {
    double share = Double.parseDouble(new GpuSharing(1, tasks, tasks).share());

    Tuple2<Object, Object> amountAndParts = ResourceUtils.calculateAmountAndPartsForFraction(share);

    assertThat(amountAndParts._1()).isEqualTo(1);
    assertThat(amountAndParts._2()).isEqualTo(tasks);
  }

  @Property(tries = 200)
  void whatIsCalledBestLeavesNoGpuIdleIfThereAreTasksEnough(
      @ForAll @IntRange(min = 1, max = 16) int gpus,
      @ForAll @IntRange(min = 1, max = 64) int tasks) {
    GpuSharing sharing = new GpuSharing(gpus, 1, tasks).best();

    assertThat(sharing.idleGpus()).isEqualTo(Math.max(0, gpus - tasks));
    if (sharing.idleSlots() > 0) {
      assertThat(new GpuSharing(gpus, sharing.tasksPerGpu() + 1, tasks).idleGpus()).isPositive();
    }
  }

  @Property(tries = 200)
  void tasksAreHandedOutAsSparkDoes(
      @ForAll @IntRange(min = 1, max = 8) int gpus,
      @ForAll @IntRange(min = 1, max = 8) int tasksPerGpu,
      @ForAll @IntRange(min = 1, max = 32) int tasks) {
    int[] on = new int[gpus];
    int running = 0;
    for (int gpu = 0; gpu < gpus; gpu++) {
      while (running < tasks && on[gpu] < tasksPerGpu) {
        on[gpu]++;
        running++;
      }
    }
    GpuSharing sharing = new GpuSharing(gpus, tasksPerGpu, tasks);

    assertThat(sharing.tasks()).isEqualTo(running);
    assertThat(sharing.sharing()).isEqualTo(on[0]);
    assertThat(sharing.idleGpus()).isEqualTo((int) Arrays.stream(on).filter(n -> n == 0).count());
  }
}
