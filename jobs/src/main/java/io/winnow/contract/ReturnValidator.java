package io.winnow.contract;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.display.Excerpt;
import io.winnow.files.Sha256;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.TypeMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/**
 * Validates returned files against what was sent, row by row. The result depends on the files'
 * names and bytes, not on the order in which they are listed:
 *
 * <ul>
 *   <li>A file with the same bytes as another is a second delivery; all its rows are repeated, and
 *       nothing changes, also if its name sorts before the other's.
 *   <li>An annotator's same answer to the same sentence counts once, where it was first given.
 *   <li>Of different answers of an annotator to a sentence the last one stands: last by file name,
 *       then by row. Names are the only order that survives copying; a correction needs a name that
 *       sorts after the first.
 * </ul>
 */
public final class ReturnValidator {

  private static final int BATCHES_TOLD = 3;

  private final LabelScheme labels;
  private final TypeMap map;
  private final SentSentences sent;

  /**
   * @param labels the entity types of the hand-off
   * @param map how those call types who return them
   * @param sent all that went out and may come back
   */
  public ReturnValidator(LabelScheme labels, TypeMap map, SentSentences sent) {
    this.labels = labels;
    this.map = map;
    this.sent = sent;
  }

  /**
   * @param files in any order; see {@link TakenInbox}
   * @return rows read
   * @throws ContractBreachException if a file as a whole can't be read, or is not what it seems:
   *     its offsets count something else, or its answers are in columns of other names; names the
   *     first by name
   */
  public long validate(FileSystem fs, Collection<Delivery> files, ReturnSink sink)
      throws IOException {
    return validate(fs, files, Delivery.repeats(files, name -> false), sink);
  }

  /**
   * As above, with files that are repeats whatever their names are.
   *
   * @param repeats see {@link Delivery#repeats}
   */
  public long validate(
      FileSystem fs, Collection<Delivery> files, Set<String> repeats, ReturnSink sink)
      throws IOException {
    StandingAnnotations standing = new StandingAnnotations(sink);
    Map<String, FileRead> byDigest = new HashMap<>();
    long rowsRead = 0;
    List<Delivery> inOrder = files.stream().sorted(Comparator.comparing(Delivery::name)).toList();
    for (Delivery file : inOrder) {
      if (!repeats.contains(file.name())) {
        FileRead read = validate(fs, file, standing);
        byDigest.put(file.sha256(), read);
        rowsRead += read.rows();
      }
    }
    for (Delivery file : inOrder) {
      if (repeats.contains(file.name())) {
        FileRead first = byDigest.get(file.sha256());
        sink.repeated(first.rows());
        sink.again(
            new ReturnSink.DeliveredAgain(
                file.name(), first.name(), file.sha256(), List.copyOf(first.batches())));
        rowsRead += first.rows();
      }
    }
    return rowsRead;
  }

  /**
   * @param batches the first few that its rows name
   */
  private record FileRead(String name, long rows, SortedSet<String> batches) {}

  private FileRead validate(FileSystem fs, Delivery file, StandingAnnotations standing)
      throws IOException {
    long number = 0;
    SortedSet<String> batches = new TreeSet<>();
    ReturnTally tally = new ReturnTally(file.name());
    standing.apart = 0;
    RowValidator validator = new RowValidator(labels, map, sent, tally);
    try (ReturnReader reader = ReturnReader.open(fs, file)) {
      for (ReturnedAnnotation row = reader.next(); row != null; row = reader.next()) {
        tally.read(row);
        if (row.batchId() != null && batches.size() < BATCHES_TOLD) {
          batches.add(Excerpt.of(row.batchId()));
        }
        try {
          validator.requireSent(row, reader.echoed());
          standing.add(validator.validate(file.name(), number, row));
        } catch (InvalidRowException e) {
          standing.sink.rejected(RowValidator.rejected(file.name(), number, row, e));
        }
        number++;
      }
      tally.requireCodePoints();
      tally.requireWords();
      if (standing.apart > 0) {
        tally.requireSpansTogether();
      }
      List<String> remarks = new ArrayList<>();
      MisplacedAnswers misplaced =
          new MisplacedAnswers(fs, file, reader.columns(), reader.unused());
      if (tally.saysNothing()) {
        misplaced.requireNoEntity(sent);
      }
      if (!tally.hasStatus()) {
        misplaced.requireNoStatus();
        misplaced.untouched(tally.marked()).ifPresent(remarks::add);
      }
      standing.sink.read(
          tally.facts(
              Stream.concat(reader.unused().stream(), reader.unusedFields().stream()).toList(),
              remarks));
    }
    return new FileRead(file.name(), number, batches);
  }

  /**
   * For each sentence and annotator, which annotation stands: what it says and where it lies. Takes
   * some 140 bytes an annotation, whatever its length, as it keeps digests instead of texts.
   */
  private static final class StandingAnnotations {

    /** SHA-256, cut to 128 bits. */
    private record Digest(long high, long low) {}

    /**
     * @param only the place of the only span; null where there are more, or none
     */
    private record Standing(Digest said, String batchId, String file, long row, Place only) {

      boolean isApartFrom(Standing other) {
        return file.equals(other.file)
            && only != null
            && other.only != null
            && (only.end <= other.only.start || other.only.end <= only.start);
      }
    }

    private record Place(int start, int end) {}

    private final ReturnSink sink;
    private final MessageDigest sha = Sha256.digest();
    private final Map<Digest, Standing> standing = new HashMap<>();

    /** How often, in the file that is read, one span took the place of another span elsewhere. */
    private int apart;

    StandingAnnotations(ReturnSink sink) {
      this.sink = sink;
    }

    /** Tells the sink what an annotation changes. */
    void add(AcceptedAnnotation accepted) {
      String record = accepted.annotation().sentenceId();
      String annotator = accepted.annotation().annotatorId();
      Digest said = digest(said(accepted));
      Digest key = digest(List.of(record, annotator));
      Standing before = standing.get(key);
      if (before != null && before.said.equals(said)) {
        sink.repeated(1);
        return;
      }
      List<EntitySpan> spans = accepted.annotation().spans();
      Standing now =
          new Standing(
              said,
              accepted.batchId(),
              accepted.file(),
              accepted.row(),
              spans.size() == 1
                  ? new Place(spans.get(0).startWord(), spans.get(0).endWord())
                  : null);
      standing.put(key, now);
      apart += before != null && now.isApartFrom(before) ? 1 : 0;
      sink.accepted(accepted);
      if (before != null) {
        sink.replaced(
            new ReplacedAnnotation(
                before.batchId,
                record,
                annotator,
                before.file,
                before.row,
                accepted.file(),
                accepted.row()));
      }
    }

    private static List<String> said(AcceptedAnnotation accepted) {
      List<String> parts = new ArrayList<>();
      parts.add(accepted.batchId());
      parts.add(accepted.annotation().status().name());
      for (EntitySpan span : accepted.annotation().spans()) {
        parts.add(span.startWord() + "-" + span.endWord());
        parts.add(span.type());
      }
      return parts;
    }

    private Digest digest(List<String> parts) {
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
      }
      ByteBuffer hash = ByteBuffer.wrap(sha.digest());
      return new Digest(hash.getLong(), hash.getLong());
    }
  }
}
