package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What holds of any delivery, whatever is in it. DuckDB writes the files. */
class ReturnLawsTest {

  private Path temp;

  @BeforeProperty
  void makeFolder() throws IOException {
    temp = Files.createTempDirectory("returns");
  }

  @AfterProperty
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 40)
  void orderAndSecondDeliveriesChangeNothingAndNoRowIsLost(
      @ForAll("deliveries") List<List<String>> delivery, @ForAll Random random) throws IOException {
    Inbox inbox = new Inbox(Files.createTempDirectory(temp, "inbox"));
    for (int i = 0; i < delivery.size(); i++) {
      inbox.put("f%d.parquet".formatted(i), delivery.get(i).toArray(String[]::new));
    }
    CollectedReturns once = inbox.check();
    assertThat(once.rowsRead()).isEqualTo(delivery.stream().mapToInt(List::size).sum());
    assertThat(
            once.accepted().size()
                + once.rejected().size()
                + once.corrected().size()
                + once.repeated())
        .isEqualTo(once.rowsRead());

    for (int i = 0; i < delivery.size(); i++) {
      inbox.copy("f%d.parquet".formatted(i), "sent-again/f%d.parquet".formatted(i));
    }
    List<Delivery> shuffled =
        new ArrayList<>(Deliveries.list(Hadoop.local(), Hadoop.path(inbox.folder())));
    Collections.shuffle(shuffled, random);
    CollectedReturns twice = inbox.check(shuffled);
    assertThat(twice.accepted()).isEqualTo(once.accepted());
    assertThat(twice.rejected()).isEqualTo(once.rejected());
    assertThat(twice.corrected()).isEqualTo(once.corrected());
    assertThat(twice.rowsRead()).isEqualTo(2 * once.rowsRead());
  }

  @Provide
  Arbitrary<List<List<String>>> deliveries() {
    return rows().list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(1).ofMaxSize(4);
  }

  private Arbitrary<String> rows() {
    return Combinators.combine(
            Arbitraries.of("s5", "s5", "s3", "nope"),
            Arbitraries.of("r1-b1", "r1-b1", "r1-b1", "r1-b2"),
            Arbitraries.of("anna", "ben"),
            Arbitraries.of("done", "unsure", "skipped", "eh"),
            // All of them overlap: a file whose rows have a span each, apart, would be refused.
            Arbitraries.integers().between(-1, 1),
            Arbitraries.integers().between(2, 6),
            Arbitraries.of("PER", "LOC", "MISC"))
        .as(
            (record, batch, annotator, status, start, end, type) ->
                "SELECT '%s' AS record_id, '%s' AS batch_id, '%s' AS annotator_id, '%s' AS status, [{'start_word': %d, 'end_word': %d, 'type': '%s'}] AS spans"
                    .formatted(record, batch, annotator, status, start, end, type));
  }
}
