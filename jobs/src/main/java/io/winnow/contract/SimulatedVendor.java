package io.winnow.contract;

import io.winnow.contract.OutboxReader.Outbox;
import io.winnow.contract.SentSentences.SentSentence;
import io.winnow.contract.SimulatedAnnotator.ErrorRates;
import io.winnow.contract.parquet.ParquetIn;
import io.winnow.contract.parquet.ParquetOut;
import io.winnow.contract.parquet.PlainFiles;
import io.winnow.contract.parquet.ReadBudget;
import io.winnow.json.JsonFormat;
import io.winnow.text.EntitySpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Simulates the vendor for demos and tests: every annotator annotates every sentence of an outbox
 * from gold, with errors, in a file of their own. A sentence without gold is skipped.
 */
public final class SimulatedVendor {

  private final FileSystem fs;
  private final OwnDelivery delivery;
  private final List<SimulatedAnnotator> annotators;

  /**
   * @param annotators one at least, each name once
   * @param key signs the returns
   */
  public SimulatedVendor(
      FileSystem fs, List<SimulatedAnnotator> annotators, Optional<VendorKey> key) {
    this.fs = PlainFiles.plain(fs);
    this.delivery = new OwnDelivery(this.fs, key);
    this.annotators = List.copyOf(annotators);
    if (annotators.stream().map(SimulatedAnnotator::id).distinct().count() < annotators.size()
        || annotators.isEmpty()) {
      throw new IllegalArgumentException(
          "A simulated vendor needs one annotator or more, each name once: " + annotators);
    }
  }

  /** {@code annotator-01} and so on, all with the same rates but each with errors of their own. */
  public static List<SimulatedAnnotator> crew(int size, ErrorRates rates, long seed) {
    return IntStream.rangeClosed(1, size)
        .mapToObj(
            n ->
                new SimulatedAnnotator(
                    String.format(Locale.ROOT, "annotator-%02d", n), rates, seed))
        .toList();
  }

  /**
   * Answers an outbox. A return appears in the inbox whole or not at all; one that is there already
   * with the same answers is left as it is.
   *
   * @param gold spans by record id; empty where there is none
   * @return the returns, one an annotator, in the annotators' order
   * @throws IllegalStateException if the inbox holds another return of the same name
   * @throws ContractBreachException if what it holds under that name is no return
   */
  public List<Path> answer(
      Path outbox, Function<String, Optional<List<EntitySpan>>> gold, Path inbox)
      throws IOException {
    Outbox sent = OutboxReader.read(fs, outbox);
    fs.mkdirs(inbox);
    List<Path> returns = new ArrayList<>();
    for (SimulatedAnnotator annotator : annotators) {
      String name =
          String.format(Locale.ROOT, "r%04d-%s.parquet", sent.manifest().round(), annotator.id());
      Path unfinished = new Path(inbox, "_" + name);
      try (ParquetOut writer = new ParquetOut(fs, unfinished, Contract.RETURN, Map.of())) {
        for (SentSentence sentence : sent.sentences()) {
          Optional<List<EntitySpan>> known = gold.apply(sentence.recordId());
          ReturnedAnnotation answer = answer(annotator, sentence, known, sent.manifest());
          writer.write(JsonFormat.MAPPER.valueToTree(answer));
        }
      }
      returns.add(deliver(unfinished, delivery.place(inbox, name)));
    }
    return List.copyOf(returns);
  }

  private static ReturnedAnnotation answer(
      SimulatedAnnotator annotator,
      SentSentence sentence,
      Optional<List<EntitySpan>> gold,
      BatchManifest manifest) {
    String record = sentence.recordId();
    int words = sentence.wordCount();
    Optional<List<EntitySpan>> spans =
        gold.map(right -> annotator.answer(record, words, right, manifest.labelScheme()));
    return new ReturnedAnnotation(
        record,
        sentence.batchId(),
        annotator.id(),
        spans.isPresent() ? "done" : "skipped",
        spans.map(list -> list.stream().map(ReturnedAnnotation.Span::of).toList()).orElse(null),
        null,
        annotator.seconds(record, words),
        null,
        null);
  }

  private Path deliver(Path unfinished, Path target) throws IOException {
    if (delivery.isDelivered(target)) {
      try {
        requireSameAnswers(unfinished, target);
      } finally {
        fs.delete(unfinished, false);
      }
    } else {
      delivery.deliver(unfinished, target);
    }
    return target;
  }

  /** Rows are compared, not bytes: another JVM may write the same rows with another footer. */
  private void requireSameAnswers(Path unfinished, Path target) throws IOException {
    try (ReturnReader ours = reader(target.getName(), unfinished);
        ReturnReader theirs = reader(target.getName(), target)) {
      ReturnedAnnotation row;
      do {
        row = ours.next();
        if (!Objects.equals(row, theirs.next())) {
          throw new IllegalStateException(
              "Cannot deliver %s: it is there already with other answers; empty the inbox, or answer with the same seed and error rates"
                  .formatted(target));
        }
      } while (row != null);
    }
  }

  private ReturnReader reader(String name, Path path) throws IOException {
    return ReturnReader.open(
        ParquetIn::open, fs, Delivery.of(fs, name, path), ReadBudget.unlimited());
  }
}
