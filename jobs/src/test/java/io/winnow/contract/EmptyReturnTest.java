package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.Duck;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NullType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table without rows is an answer, too: nobody had anything to return. */
class EmptyReturnTest {

  private static final String ROW =
      "SELECT 's5' AS record_id, 'r1-b1' AS batch_id, 'a' AS annotator_id, 'done' AS status,"
          + " []::STRUCT(start_word INTEGER, end_word INTEGER, type VARCHAR)[] AS spans";

  private static final String OF_NULLS =
      "SELECT 1::INTEGER AS record_id, 1::INTEGER AS batch_id, 1::INTEGER AS annotator_id,"
          + " 1::INTEGER AS status, 1::INTEGER AS spans";

  @TempDir private Path temp;

  @Test
  void noRowGroupAtAll() throws IOException {
    Duck.copy("SELECT * FROM (%s) WHERE false".formatted(ROW), temp.resolve("a.parquet"));
    assertEmpty();
  }

  @Test
  void aRowGroupWithoutRowsAsArrowWritesIt() throws IOException {
    Duck.copy(ROW, temp.resolve("a.parquet"));
    change(footer -> footer.row_groups.forEach(EmptyReturnTest::empty));
    assertEmpty();
  }

  @Test
  void columnsOfNothingAsPandasWritesThem() throws IOException {
    Duck.copy(OF_NULLS, temp.resolve("a.parquet"));
    change(
        footer -> {
          footer.row_groups.forEach(EmptyReturnTest::empty);
          footer.schema.stream()
              .skip(1)
              .forEach(
                  column -> {
                    column.unsetConverted_type();
                    column.setLogicalType(LogicalType.UNKNOWN(new NullType()));
                  });
        });
    assertEmpty();
  }

  @Test
  void anEmptyRowGroupBeforeOthersHidesNothing() throws IOException {
    Duck.copy(ROW, temp.resolve("a.parquet"));
    change(
        footer -> {
          RowGroup empty = footer.row_groups.get(0).deepCopy();
          empty(empty);
          footer.row_groups = List.of(empty, footer.row_groups.get(0), empty);
        });
    assertThat(new Inbox(temp).check().accepted()).hasSize(1);
  }

  @Test
  void aTableWithoutColumnsStaysABreach() throws IOException {
    Duck.copy("SELECT 1 AS x WHERE false", temp.resolve("a.parquet"));
    assertThatThrownBy(() -> new Inbox(temp).check())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("column 'record_id' is missing");
  }

  @Test
  void aNameOfMegabytesIsCutInTheMessage() throws IOException {
    String name = "\u001b[2J" + "x".repeat(10_000_000);
    Duck.copy("SELECT 1 AS x", temp.resolve("a.parquet"));
    change(footer -> footer.schema.get(1).setName(name));
    assertThatThrownBy(() -> new Inbox(temp).check())
        .isInstanceOf(ContractBreachException.class)
        .message()
        .contains("more characters)")
        .doesNotContain("\u001b")
        .hasSizeLessThan(2_000);
  }

  private static void empty(RowGroup group) {
    group.setNum_rows(0);
    group.columns.forEach(column -> column.meta_data.setNum_values(0));
  }

  private void change(Consumer<FileMetaData> how) throws IOException {
    Path file = temp.resolve("a.parquet");
    byte[] bytes = Files.readAllBytes(file);
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
    int begin = bytes.length - 8 - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, begin, length));
    how.accept(footer);
    footer.num_rows = footer.row_groups.stream().mapToLong(it -> it.num_rows).sum();
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(Arrays.copyOf(bytes, begin));
    Util.writeFileMetaData(footer, changed);
    changed.write(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(changed.size() - begin)
            .put(new byte[] {'P', 'A', 'R', '1'})
            .array());
    Files.write(file, changed.toByteArray());
  }

  private void assertEmpty() throws IOException {
    CollectedReturns check = new Inbox(temp).check();
    assertThat(check.rowsRead()).isZero();
    assertThat(check.accepted()).isEmpty();
    assertThat(check.rejected()).isEmpty();
  }
}
