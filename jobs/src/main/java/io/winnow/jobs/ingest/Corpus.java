package io.winnow.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.LongType;

import io.winnow.jobs.Documents;
import io.winnow.jobs.Intake;
import io.winnow.jobs.ingest.TextSettings.TextSplit;
import io.winnow.offsets.OffsetDecision;
import io.winnow.spark.Schemas;
import io.winnow.text.OffsetUnit;
import io.winnow.workspace.RunManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.storage.StorageLevel;

/**
 * An input, read and checked. Keeps its rows on the executors until closed.
 *
 * @param findings what was found
 * @param metadata of its sentences, a column each
 * @param notes how files were read where it is not the plainest way, and what may be wrong, a line
 *     each; {@code Warning: } begins one that needs a look
 */
public record Corpus(
    CorpusInput input,
    CorpusReader reader,
    Findings findings,
    SentenceMetadata metadata,
    List<String> notes,
    Dataset<Row> parsed)
    implements AutoCloseable {

  /** Files of which it is said what their offsets count. */
  private static final int FILES_SAID = 5;

  /**
   * What one input held.
   *
   * @param sentences good records, duplicates included
   * @param blank records without a word, and blank lines where a line is a record
   * @param bad records left out because they could not be read
   * @param further sentences of records that were cut, beyond the first of each
   */
  public record ReadCounts(long sentences, long blank, long bad, long further) {

    /** Of records that are a sentence each. */
    public ReadCounts(long sentences, long blank, long bad) {
      this(sentences, blank, bad, 0);
    }

    /** Those that hold no sentence, too. */
    public long records() {
      return sentences - further + blank + bad;
    }
  }

  /**
   * Reads all of an input, in one pass unless records are bad or offsets count another unit.
   *
   * @throws InputException if it can't be read, holds no sentence or too many bad records
   */
  public static Corpus read(SparkSession spark, CorpusInput input) {
    CorpusReader reader = CorpusReader.of(spark, input);
    List<String> notes = new ArrayList<>(reader.notes());
    Dataset<Row> parsed = keep(reader.read());
    try {
      Findings findings = Findings.of(parsed);
      boolean isInOrder = findings.counts().bad() > 0 && reader.readsLinesInParallel();
      if (isInOrder) {
        // Where records are bad, and whether they are: a file may be UTF-16, which takes a stream.
        parsed.unpersist();
        parsed = keep(reader.readInOrder());
        findings = Findings.of(parsed);
      }
      Map<String, OffsetUnit> units = units(reader, findings, notes);
      if (!Set.of(reader.usualUnit()).containsAll(units.values())) {
        reader = reader.with(units);
        parsed.unpersist();
        parsed = keep(isInOrder ? reader.readInOrder() : reader.read());
        findings = Findings.of(parsed);
      }
      notes.addAll(findings.notes());
      SentenceMetadata metadata = SentenceMetadata.of(findings.metadata());
      notes.addAll(metadata.notes());
      Corpus corpus = new Corpus(input, reader, findings, metadata, List.copyOf(notes), parsed);
      corpus.check();
      return corpus;
    } catch (Exception e) {
      // Spark throws its checked SparkException through methods that declare none.
      parsed.unpersist();
      throw InputException.of(input.uri(), e);
    }
  }

  /** What offsets count, by files' names; says what is not usual. */
  private static Map<String, OffsetUnit> units(
      CorpusReader reader, Findings findings, List<String> notes) {
    Map<String, OffsetUnit> units = new TreeMap<>();
    List<String> said = new ArrayList<>();
    Optional<OffsetUnit> named = reader.input().settings().text().offsetUnit();
    findings
        .votes()
        .forEach(
            (file, votes) -> {
              OffsetDecision decision = GivenOffsets.decide(file, votes, named);
              units.put(file, decision.unit());
              GivenOffsets.note(file, decision).ifPresent(said::add);
            });
    notes.addAll(said.subList(0, Math.min(said.size(), FILES_SAID)));
    if (said.size() > FILES_SAID) {
      notes.add("offsets of %,d more files: likewise".formatted(said.size() - FILES_SAID));
    }
    return units;
  }

  private static Dataset<Row> keep(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  public ReadCounts counts() {
    return findings.counts();
  }

  /** The first bad records with file and line, 5 at most. */
  public List<String> problems() {
    return findings.problems();
  }

  /** Names of fields that were not used, and in how many records they stood. */
  public SortedMap<String, Long> unusedFields() {
    SortedMap<String, Long> unused = new TreeMap<>(findings.unusedFields());
    long records = counts().records();
    reader.parquet().ifPresent(table -> table.unread().forEach(it -> unused.put(it, records)));
    return unused;
  }

  /**
   * Every sentence read, duplicates too, as {@link Schemas#HOLDOUT}, its metadata as JSON and its
   * {@link RecordRows#DOCUMENT}.
   */
  public Dataset<Row> sentences() {
    Dataset<Row> all = parsed.where("size(words) > 0");
    List<String> none = findings.meaningNone();
    if (!none.isEmpty()) {
      Column isNone =
          exists(
              col("seen.remarks"),
              it ->
                  it.getField("kind")
                      .equalTo(Remark.Kind.EMPTY.name())
                      .and(it.getField("text").isInCollection(none)));
      Column empty = from_json(lit("[]"), new ArrayType(Schemas.SPAN, false));
      all = all.withColumn("spans", coalesce(col("spans"), when(isNone, empty)));
    }
    return all.drop("seen", RecordPlace.COLUMN);
  }

  /**
   * The field that names documents; empty: none does.
   *
   * @throws InputException if no record has such a field
   */
  String document() {
    if (!input.document().isEmpty()) {
      metadata.requireField(Documents.SETTING, input.document());
    }
    return input.document();
  }

  /**
   * Every sentence read that has a document, duplicates too, as {@link Schemas#DOCUMENTS}; empty if
   * no field names documents. Sentences of a document stand together, in its order.
   */
  Optional<Dataset<Row>> documents() {
    if (document().isEmpty()) {
      return Optional.empty();
    }
    WindowSpec inOrder = Window.partitionBy("document").orderBy(RecordPlace.COLUMN);
    return Optional.of(
        parsed
            .where("size(words) > 0")
            .where("document IS NOT NULL")
            .withColumn("position", row_number().over(inOrder).cast(LongType))
            .selectExpr(Schemas.DOCUMENTS.fieldNames()));
  }

  /** What was read and what could not be, before anything is done with it. */
  Intake.Tally tally(String what) {
    ReadCounts counts = counts();
    List<String> problems = problems();
    Intake.Tally tally =
        Intake.tally(what)
            .records(counts.records())
            .leftOut(counts.bad(), "bad record", "bad records")
            .leftOut(counts.blank(), "blank record", "blank records");
    unusedFields().forEach((name, records) -> tally.notUsed("fields", name, records));
    if (input.settings().text().segment() == TextSplit.SENTENCES) {
      tally.note(
          "cut into sentences: %s from %s (init.segment)"
              .formatted(
                  Intake.counted(counts.sentences(), "sentence", "sentences"),
                  Intake.counted(counts.sentences() - counts.further(), "record", "records")));
    }
    if (counts.bad() > problems.size()) {
      tally.note("the first %d bad records:".formatted(problems.size()));
    }
    problems.forEach(tally::note);
    notes.forEach(tally::line);
    return tally;
  }

  /**
   * Its entry in a manifest, with the hash of the content of its files: that means reading them
   * again, by Spark's tasks.
   */
  RunManifest.Input lineage() {
    return RunManifest.Input.outside(
        reader.files().qualified(),
        Map.of("sentences", counts().sentences(), "blank", counts().blank(), "bad", counts().bad()),
        reader.contentHash());
  }

  /**
   * What a manifest has as the hash of an input, of what its files hold now.
   *
   * @throws InputException if nothing is there
   */
  public static String contentHash(SparkSession spark, CorpusInput input) {
    return CorpusReader.of(spark, input).contentHash();
  }

  /** Whether a test set lies in the same folder. */
  public boolean hasOwnHoldout() {
    return ownHoldout().isPresent();
  }

  /** The test set that lies in the same folder, if one does. */
  Optional<CorpusInput> ownHoldout() {
    return reader.folder().hasHoldout() ? Optional.of(input.asHoldout()) : Optional.empty();
  }

  @Override
  public void close() {
    parsed.unpersist();
  }

  private void check() {
    ReadCounts counts = counts();
    List<String> problems = problems();
    String first =
        "%s:%n  %s"
            .formatted(
                counts.bad() > problems.size() ? "The first " + problems.size() : "They are",
                String.join("%n  ".formatted(), problems));
    if (counts.bad() > input.settings().maxBadRecords()) {
      throw new InputException(
          "Cannot read %s: %d of %d records are bad, at most %d may be. %s"
              .formatted(
                  input.uri(),
                  counts.bad(),
                  counts.records(),
                  input.settings().maxBadRecords(),
                  first));
    }
    if (counts.sentences() == 0) {
      throw new InputException(
          "Cannot read %s: no sentence in it (files %d, blank records %d, bad records %d)%s"
              .formatted(
                  input.uri(),
                  reader.files().files().size(),
                  counts.blank(),
                  counts.bad(),
                  counts.bad() == 0 ? "" : ". " + first));
    }
  }
}
