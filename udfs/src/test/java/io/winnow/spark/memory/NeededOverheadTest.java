package io.winnow.spark.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Precision;
import io.winnow.model.graph.EncoderSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules against what the benchmarks measured: enough, and not much more than that. */
class NeededOverheadTest {

  private static final double MOST = 1.3;

  @ParameterizedTest(name = "{0} parameters in {1}, {2} tasks: {3} MiB")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           22600000 | FP32 | 2 |  854
           22600000 | FP32 | 4 |  775
           22600000 | BF16 | 4 |  769
          109000000 | FP32 | 4 | 1128
          109000000 | BF16 | 4 |  967
          109000000 | BF16 | 8 | 1307
          335000000 | FP32 | 4 | 2161
          335000000 | BF16 | 4 | 1536
          """)
  void scoringNeedsWhatWasMeasured(
      long parameters, Precision precision, int tasks, double measured) {
    assertThat((double) NeededOverhead.ofScoring(parameters, precision, tasks))
        .isBetween(measured, MOST * measured);
  }

  /** Of BERT's shapes; the first two where shorter batches came before the longest. */
  @ParameterizedTest(name = "{0} parameters, {1} layers of {2}, {3} tokens: {4} MiB")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
           22600000 |  6 |  384 | 4096 | 2319
          109000000 | 12 |  768 | 2048 | 4319
          335000000 | 24 | 1024 | 2048 | 11034
          """)
  void aTrainingProcessNeedsWhatWasMeasured(
      long parameters, int layers, int hidden, int tokens, double measured) {
    EncoderSize size = new EncoderSize(hidden, layers, 12, 4 * hidden, 512, 30_522, 0.1);

    assertThat((double) NeededOverhead.ofTrainingProcess(parameters, size, tokens))
        .isBetween(measured, MOST * measured);
  }

  @Test
  void aDriverThatTrainsNeedsMoreThanTheTrainingProcess() {
    EncoderSize size = new EncoderSize(384, 6, 12, 1536, 512, 30_522, 0.1);

    assertThat(NeededOverhead.ofTraining(22_600_000, size, 512))
        .isGreaterThan(NeededOverhead.ofTrainingProcess(22_600_000, size, 512));
  }
}
