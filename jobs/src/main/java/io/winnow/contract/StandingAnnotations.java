package io.winnow.contract;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.contract.RowValidator.InvalidRowException;
import io.winnow.contract.parquet.BeyondBudgetException;
import io.winnow.contract.parquet.ReadBudget.Resource;
import io.winnow.files.Sha256;
import io.winnow.text.EntitySpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For each sentence and annotator, which annotation stands: what it says and where it lies. Takes
 * some 100 bytes an annotation, whatever its length, as it keeps digests instead of texts. A
 * sentence has no more of them than annotators were asked for, and a few.
 */
final class StandingAnnotations {

  /** No name of an annotator is longer; of a longer one the digest is kept. */
  private static final int LONGEST_NAME = 200;

  /** SHA-256, cut to 128 bits. */
  private record Digest(long high, long low) {}

  private record Place(int start, int end) {}

  /**
   * @param only the place of the only span; null where there are more, or none
   */
  private record Standing(
      String annotator, Digest said, String batchId, String file, long row, Place only) {

    boolean isApartFrom(Standing other) {
      return file.equals(other.file)
          && only != null
          && other.only != null
          && (only.end <= other.only.start || other.only.end <= only.start);
    }
  }

  /** What one record has. */
  private static final class Answered {

    private final List<Standing> standing = new ArrayList<>(1);

    /** Batches in which it has too many annotators. */
    private Set<String> crowded = Set.of();

    private int before;

    /** Of the file of this number. */
    private int rows;

    private int file;

    Standing of(String annotator) {
      for (Standing one : standing) {
        if (one.annotator.equals(annotator)) {
          return one;
        }
      }
      return null;
    }

    int count(int number) {
      if (file != number) {
        before += rows;
        rows = 0;
        file = number;
      }
      return before + ++rows;
    }
  }

  private final ReturnSink sink;
  private final ReturnLimits limits;
  private final MessageDigest sha = Sha256.digest();
  private final Map<String, Answered> byRecord = new HashMap<>();

  /** How to take back what the file that is read changed, but for answers that it adds. */
  private final Deque<Runnable> changes = new ArrayDeque<>();

  private int file;

  /** How often, in the file that is read, one span took the place of another span elsewhere. */
  private int apart;

  StandingAnnotations(ReturnSink sink, ReturnLimits limits) {
    this.sink = sink;
    this.limits = limits;
  }

  /** The rows of another file follow. */
  void begin() {
    file++;
    apart = 0;
    changes.clear();
  }

  /** Whether spans of one annotator and sentence came one a row. */
  boolean hasSpansApart() {
    return apart > 0;
  }

  /** Takes back all that the file changed. */
  void undo(String name) {
    while (!changes.isEmpty()) {
      changes.pop().run();
    }
    for (Answered record : byRecord.values()) {
      record.standing.removeIf(one -> one.file.equals(name));
      if (record.file == file) {
        record.rows = 0;
      }
    }
  }

  /**
   * Tells the sink what an annotation changes.
   *
   * @param asked how many annotators were asked for
   * @throws InvalidRowException if more annotators have answered
   * @throws BeyondBudgetException if the record has too many answers
   */
  void add(AcceptedAnnotation accepted, int asked) throws BeyondBudgetException {
    Answered record =
        byRecord.computeIfAbsent(accepted.annotation().sentenceId(), id -> new Answered());
    if (record.count(file) > limits.answersPerRecord()) {
      throw new BeyondBudgetException(Resource.ANSWERS_PER_RECORD);
    }
    Standing now = standing(accepted);
    Standing before = record.of(now.annotator);
    if (record.crowded.contains(now.batchId) || isOneTooMany(record, before, now, asked)) {
      crowd(record, now.batchId, accepted.annotation().sentenceId(), asked);
    }
    if (before != null && before.said.equals(now.said)) {
      sink.repeated(1);
      return;
    }
    put(record, before, now);
    sink.accepted(accepted);
    if (before != null) {
      apart += now.isApartFrom(before) ? 1 : 0;
      sink.replaced(
          new ReplacedAnnotation(
              before.batchId,
              accepted.annotation().sentenceId(),
              accepted.annotation().annotatorId(),
              before.file,
              before.row,
              accepted.file(),
              accepted.row()));
    }
  }

  private void put(Answered record, Standing before, Standing now) {
    if (before == null) {
      record.standing.add(now);
    } else {
      record.standing.set(record.standing.indexOf(before), now);
      if (!before.file.equals(now.file)) {
        changes.push(() -> record.standing.add(before));
      }
    }
  }

  private boolean isOneTooMany(Answered record, Standing before, Standing now, int asked) {
    return (before == null || !before.batchId.equals(now.batchId))
        && record.standing.stream().filter(one -> one.batchId.equals(now.batchId)).count()
            >= (long) asked + limits.extraAnnotators();
  }

  /** Nobody knows whom the vendor has asked: all are rejected. */
  private void crowd(Answered record, String batch, String recordId, int asked) {
    InvalidRowException reason =
        ReasonCode.TOO_MANY_ANNOTATORS.because(
            "has answers of more than %d annotators, %d were asked for: it is not known who was, so"
                + " none counts; leave out those that nobody asked, or raise"
                + " merge.limits.extra-annotators",
            asked + limits.extraAnnotators(), asked);
    if (record.crowded.contains(batch)) {
      throw reason;
    }
    Set<String> before = record.crowded;
    changes.push(() -> record.crowded = before);
    record.crowded = new HashSet<>(before);
    record.crowded.add(batch);
    List<Standing> all = record.standing.stream().filter(one -> one.batchId.equals(batch)).toList();
    record.standing.removeAll(all);
    for (Standing one : all) {
      changes.push(() -> record.standing.add(one));
      sink.withdrawn(
          RowValidator.rejected(one.file, one.row, batch, recordId, one.annotator, reason));
    }
    throw reason;
  }

  private Standing standing(AcceptedAnnotation accepted) {
    List<EntitySpan> spans = accepted.annotation().spans();
    return new Standing(
        name(accepted.annotation().annotatorId()),
        digest(said(accepted)),
        accepted.batchId(),
        accepted.file(),
        accepted.row(),
        spans.size() == 1 ? new Place(spans.get(0).startWord(), spans.get(0).endWord()) : null);
  }

  private String name(String annotator) {
    return annotator.length() <= LONGEST_NAME
        ? annotator
        : RowValidator.shown(annotator) + digest(List.of(annotator));
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
