package io.winnow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.parquet.MetadataMutator;
import io.winnow.contract.parquet.ReadingProcess;
import io.winnow.text.EntitySpan;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages valid returns in every way it can think of. Each must end as accepted and rejected rows,
 * or as one breach of the contract. More than the few of every build:
 *
 * <pre>mvn test -pl jobs -am -Dtest=ReturnFuzzTest -Dfuzz.files=100000 -Dfuzz.seed=2</pre>
 *
 * One file again: {@code -Dfuzz.from=NUMBER -Dfuzz.files=1}.
 */
class ReturnFuzzTest {

  private static final int FILES = Integer.getInteger("fuzz.files", 1500);
  private static final int FROM = Integer.getInteger("fuzz.from", 0);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /** Reading one honest file of this size takes about 2 MiB. */
  private static final long MOST_MEMORY = 256L << 20;

  private static final int HEAP = 96;

  private static final ReturnLimits LIMITS =
      new ReturnLimits(200_000, 20_000_000, 64, 40, HEAP, 100_000, 1000);

  private static final ReadingProcess READER = new ReadingProcess(HEAP);

  @TempDir private Path temp;

  @AfterAll
  static void endReader() {
    READER.close();
  }

  @Test
  void everyShapeIsAcceptedAsItIs() throws IOException {
    for (ReturnShapes.Shape shape : ReturnShapes.all(temp)) {
      CollectedReturns check = check(Files.write(temp.resolve("a.parquet"), shape.bytes()));
      assertThat(check.rejected()).as(shape.name()).isEmpty();
      assertThat(check.accepted()).as(shape.name()).hasSize(40);
    }
  }

  @Test
  void everyDamagedFileEndsInRowsOrInOneBreach() throws Exception {
    List<ReturnShapes.Shape> shapes = ReturnShapes.all(temp);
    Path file = temp.resolve("a.parquet");
    int breaches = 0;
    try (Watchdog watchdog = new Watchdog()) {
      for (int number = FROM; number < FROM + FILES; number++) {
        Random random = new Random(SEED * 1_000_003 + number);
        ReturnShapes.Shape shape = shapes.get(random.nextInt(shapes.size()));
        byte[] bytes = damaged(shape, random);
        Files.write(file, bytes);
        Watchdog.Watched<CollectedReturns> watched = watchdog.run(() -> check(file));
        String name = "file %d of seed %d, %s".formatted(number, SEED, shape.name());
        if (watched.failure() instanceof ContractBreachException breach) {
          assertThat(breach.file()).as(name).isEqualTo("a.parquet");
          breaches++;
        } else if (watched.failure() != null) {
          fail(name, watched.failure());
        } else {
          requireSound(watched.value(), name);
        }
        assertThat(watched.allocated()).as("%s allocates", name).isLessThan(MOST_MEMORY);
      }
    }
    // Were it all or nothing, the mutations would be too mild or too wild to find anything.
    assertThat(breaches).isBetween(FILES / 10, Math.max(1, FILES - FILES / 10));
  }

  private static byte[] damaged(ReturnShapes.Shape shape, Random random) throws IOException {
    Mutator bytes = new Mutator(random);
    MetadataMutator metadata = new MetadataMutator(random);
    int header = shape.headers().get(random.nextInt(shape.headers().size()));
    return switch (random.nextInt(8)) {
      case 0 -> bytes.mutate(shape.bytes(), 0, shape.bytes().length);
      case 1 -> bytes.mutate(shape.bytes(), shape.footer(), shape.bytes().length);
      case 2 -> bytes.mutate(shape.bytes(), header, header + 24);
      case 3 -> bytes.mutate(shape.bytes(), header + 16, header + 80);
      case 4, 5 -> metadata.footer(shape.bytes());
      case 6 -> metadata.page(shape.bytes(), shape.headers());
      default -> metadata.page(metadata.footer(shape.bytes()), shape.headers());
    };
  }

  private static void requireSound(CollectedReturns check, String name) {
    assertThat(
            check.accepted().size()
                + check.rejected().size()
                + check.corrected().size()
                + check.repeated())
        .as(name)
        .isEqualTo(check.rowsRead());
    for (AcceptedAnnotation answer : check.accepted()) {
      SentSentence sentence =
          Inbox.SENT.find(answer.annotation().sentenceId(), answer.batchId()).orElseThrow();
      assertThat(answer.annotation().annotatorId()).as(name).isNotBlank();
      assertThat(answer.seconds())
          .as(name)
          .satisfiesAnyOf(
              seconds -> assertThat(seconds).isNull(),
              seconds -> assertThat(seconds).isNotNegative().isFinite());
      int from = 0;
      for (EntitySpan span : answer.annotation().spans()) {
        assertThat(span.startWord()).as(name).isGreaterThanOrEqualTo(from);
        assertThat(span.endWord()).as(name).isLessThanOrEqualTo(sentence.wordCount());
        assertThat(Inbox.LABELS.types()).as(name).contains(span.type());
        from = span.endWord();
      }
    }
  }

  private CollectedReturns check(Path file) throws IOException {
    return CollectedReturns.of(
        new ReturnValidator(Inbox.LABELS, TypeMap.NONE, Inbox.SENT, LIMITS, READER),
        Hadoop.local(),
        List.of(Deliveries.file("a.parquet", Hadoop.path(file))));
  }
}
