package io.winnow.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.LocalSpark;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KthLowestTest {

  @Test
  void itIsWhatSortingWouldFind() {
    SplittableRandom random = new SplittableRandom(3);
    List<Double> values =
        DoubleStream.concat(
                random.doubles(500, -4, 1),
                DoubleStream.of(0, -0.5, -0.5, -0.5, 1e300, -1e300, Double.MIN_VALUE, -1e-310))
            .boxed()
            .toList();
    List<Double> sorted = values.stream().sorted().toList();
    Dataset<Row> column = column(values);

    for (int k : new int[] {1, 2, 250, 251, 252, 253, 507, 508}) {
      assertThat(KthLowest.of(column, k)).as("k = %d", k).isEqualTo(sorted.get(k - 1));
    }
  }

  @Test
  void thereIsNoneBeyondTheRows() {
    Dataset<Row> column = column(List.of(1.0, 2.0));

    assertThatThrownBy(() -> KthLowest.of(column, 3))
        .hasMessage("Cannot take the lowest value number 3 of 2");
    assertThatThrownBy(() -> KthLowest.of(column, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Dataset<Row> column(List<Double> values) {
    return LocalSpark.session().createDataset(values, Encoders.DOUBLE()).toDF("value");
  }
}
