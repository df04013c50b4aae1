package io.winnow.jobs.ingest;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.files.MalformedTextException;
import io.winnow.jobs.ingest.TextSettings.TextSplit;
import io.winnow.offsets.OffsetVote;
import io.winnow.spark.Rows;
import io.winnow.spark.Schemas;
import io.winnow.text.EntitySpan;
import io.winnow.text.OffsetUnit;
import io.winnow.text.Sentence;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/**
 * Makes rows of the records of an input.
 *
 * @param units what offsets count, by files' names; in other files, what is usual
 * @param kept fields of the metadata
 * @param document the field of the metadata that names documents; empty: no document is known, and
 *     where records stand does not matter
 */
record RecordRows(
    String source,
    Map<String, OffsetUnit> units,
    OffsetUnit usual,
    TextSplit split,
    Overlaps overlaps,
    KeptFields kept,
    String document)
    implements Serializable {

  /** The column with the name of a sentence's document; null where none is known. */
  static final String DOCUMENT = "document";

  /**
   * What was seen in a record and where it stands. One that could not be read has a problem. {@code
   * line} counts from 1; null where reading in parallel leaves it unknown. {@code remarks} are of
   * {@link Remark#SCHEMA}, {@code votes} are {@link OffsetVote#bits}.
   */
  private static final StructType SEEN =
      new StructType()
          .add("file", StringType, false)
          .add("line", LongType, true)
          .add("problem", StringType, true)
          .add("remarks", new ArrayType(Remark.SCHEMA, false), false)
          .add("votes", new ArrayType(IntegerType, false), false);

  /**
   * {@link Schemas#HOLDOUT}, metadata as JSON, the document, what was {@code seen}: null for most
   * records, of which there is nothing to say, and the {@link RecordPlace}, null where no documents
   * are known. One that could not be read has no words.
   */
  static final StructType SCHEMA =
      Schemas.HOLDOUT
          .add(Schemas.METADATA, StringType, true)
          .add(DOCUMENT, StringType, true)
          .add("seen", SEEN, true)
          .add(RecordPlace.COLUMN, RecordPlace.SCHEMA, true);

  /** What offsets in a file count. */
  OffsetUnit unit(String file) {
    return units.getOrDefault(file, usual);
  }

  /**
   * A row; or one for each sentence, where running text is cut.
   *
   * @param read throws IllegalArgumentException if the record is bad; says why
   * @param line may be null
   * @return of {@link #SCHEMA}
   */
  Stream<Row> of(Supplier<RawRecord> read, Long line, RecordPlace where) {
    List<OffsetVote> votes = new ArrayList<>();
    String problem;
    try {
      RawRecord record = read.get();
      votes.addAll(record.wordVotes());
      Sentence sentence = record.sentence(source, unit(where.file()));
      List<Remark> remarks = new ArrayList<>(record.remarks());
      remarks.addAll(TextOddities.of(sentence.text()));
      List<EntitySpan> spans = null;
      if (record.gold() != null) {
        List<GivenSpan> given = record.gold().spans();
        if (!given.isEmpty()) {
          votes.addAll(GivenOffsets.votes(sentence, given));
        }
        RecordGold.Entities gold = overlaps.settled(record.gold().in(sentence), sentence);
        spans = gold.spans();
        remarks.addAll(gold.remarks());
      }
      return split == TextSplit.NONE
          ? Stream.of(row(record, sentence, spans, seen(where, line, null, remarks, votes), where))
          : pieces(record, sentence, spans, line, where, remarks, votes);
    } catch (MalformedTextException e) {
      problem =
          e.getMessage()
              + "; name the file's encoding: init.encoding=%s"
                  .formatted(e.getMessage().contains("UTF-16") ? "utf-16le" : "windows-1252");
    } catch (IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    }
    Row seen = seen(where, line, problem, List.of(), votes);
    return Stream.of(
        RowFactory.create("", source, null, "", new Row[0], null, null, null, seen, place(where)));
  }

  private Row row(
      RawRecord record, Sentence sentence, List<EntitySpan> spans, Row seen, RecordPlace where) {
    return RowFactory.create(
        sentence.id(),
        source,
        record.sourceId(),
        sentence.text(),
        Rows.ofWords(sentence.words()),
        spans == null ? null : Rows.ofSpans(spans),
        record.metadata().isEmpty() ? null : record.metadata().toString(),
        document(record),
        seen,
        place(where));
  }

  private Row place(RecordPlace where) {
    return document.isEmpty() ? null : where.asRow();
  }

  private String document(RawRecord record) {
    JsonNode name = document.isEmpty() ? null : record.metadata().get(document);
    return name == null || name.asText().isBlank() ? null : name.asText();
  }

  /** What was seen in the record stands with its first sentence. */
  private Stream<Row> pieces(
      RawRecord record,
      Sentence sentence,
      List<EntitySpan> spans,
      Long line,
      RecordPlace where,
      List<Remark> remarks,
      List<OffsetVote> votes) {
    if (record.text() == null) {
      remarks.add(Remark.warning(PieceFields.NOT_CUT, ""));
    }
    RunningText cut =
        record.text() == null
            ? new RunningText(List.of(new RunningText.Piece(0, sentence, spans)), List.of())
            : RunningText.of(source, sentence, spans);
    cut.acrossParagraphs()
        .forEach(entity -> remarks.add(Remark.warning(PieceFields.ACROSS, entity)));
    // Whether an empty list means no entity is found out later, and then counts for all of them.
    List<Remark> further =
        Stream.concat(
                Stream.of(Remark.FURTHER),
                remarks.stream().filter(remark -> remark.kind() == Remark.Kind.EMPTY))
            .toList();
    PieceFields fields = new PieceFields(kept, record, where.file(), line, sentence.id());
    return IntStream.range(0, cut.pieces().size())
        .mapToObj(
            i -> {
              RunningText.Piece piece = cut.pieces().get(i);
              Row seen =
                  i == 0
                      ? seen(where, line, null, remarks, votes)
                      : seen(where, line, null, further, List.of());
              RawRecord its =
                  record.text() == null ? record : record.withMetadata(fields.ofPiece(i + 1));
              return row(its, piece.sentence(), piece.spans(), seen, where.piece(i));
            });
  }

  private static Row seen(
      RecordPlace where, Long line, String problem, List<Remark> remarks, List<OffsetVote> votes) {
    return problem == null && remarks.isEmpty() && votes.isEmpty()
        ? null
        : RowFactory.create(
            where.file(),
            line,
            problem,
            remarks.stream().map(Remark::row).toArray(Row[]::new),
            votes.stream().map(OffsetVote::bits).toArray(Integer[]::new));
  }
}
