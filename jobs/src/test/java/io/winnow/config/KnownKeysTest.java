package io.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

  @Test
  void aWholeKeyThatIsNearBeatsOneWithTheSameLastPart() {
    List<String> keys = List.of("eval.batch-size", "train.batch-size");
    assertThat(KnownKeys.nearest("tran.batch-size", keys)).contains("train.batch-size");
  }
}
