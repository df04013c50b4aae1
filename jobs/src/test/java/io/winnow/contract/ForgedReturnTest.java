package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.winnow.testing.Duck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Parquet's own reader would believe, and make room or wait for. */
class ForgedReturnTest {

  @TempDir private Path temp;

  @Test
  void moreRowsThanThereMayBeAreRefused() {
    assertThat(
            breach(
                "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, NULL AS tags"
                    + " FROM range(3000000)"))
        .hasMessageContaining("with it, the returns have more than 200,000 rows");
  }

  @Test
  void aRowOfEndlessValuesIsRefused() {
    assertThat(
            breach(
                "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id,"
                    + " list_transform(range(300000), x -> 'O') AS tags"))
        .hasMessageContaining("a row has more than 200000 values");
  }

  private ContractBreachException breach(String select) {
    Path file = temp.resolve("a.parquet");
    Duck.copy(select, file);
    return catchThrowableOfType(ContractBreachException.class, new Inbox(temp)::check);
  }
}
