package io.winnow.contract;

import io.winnow.contract.ReturnSink.AcceptedAnnotation;
import io.winnow.contract.ReturnSink.ReplacedAnnotation;
import io.winnow.files.Sha256;
import io.winnow.text.EntitySpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * For each sentence and annotator, which answer stands: what it said and where it lies. Takes some
 * 80 bytes an answer, whatever its length, as it keeps digests (SHA-256, cut to 128 bits) instead
 * of texts.
 */
final class StandingAnnotations {

  private static final int FIRST_SLOTS = 1 << 10;
  private static final int LONGS = 4;
  private static final int INTS = 3;

  private final MessageDigest sha = Sha256.digest();
  private final Names files = new Names();
  private final Names batches = new Names();

  /** By slot: key, key, said, said. A key of two zeros marks a free slot; SHA-256 makes none. */
  private long[] digests = new long[FIRST_SLOTS * LONGS];

  /** By slot: file, row, batch. */
  private int[] places = new int[FIRST_SLOTS * INTS];

  private int size;

  /** What an answer changes. */
  sealed interface Change {
    /** The annotator's first answer to the sentence. */
    record New() implements Change {}

    /** The same as the one that stands. */
    record Same() implements Change {}

    record Replaces(ReplacedAnnotation before) implements Change {}
  }

  Change add(AcceptedAnnotation answer) {
    if (2 * size >= slots()) {
      grow();
    }
    String record = answer.annotation().sentenceId();
    String annotator = answer.annotation().annotatorId();
    ByteBuffer key = digest(record, annotator);
    ByteBuffer said = digest(said(answer));
    int slot = slot(key.getLong(0), key.getLong(Long.BYTES));
    long one = said.getLong(0);
    long two = said.getLong(Long.BYTES);
    if (isFree(slot)) {
      size++;
      digests[slot * LONGS] = key.getLong(0);
      digests[slot * LONGS + 1] = key.getLong(Long.BYTES);
      put(slot, one, two, answer);
      return new Change.New();
    }
    if (digests[slot * LONGS + 2] == one && digests[slot * LONGS + 3] == two) {
      return new Change.Same();
    }
    ReplacedAnnotation before =
        new ReplacedAnnotation(
            batches.name(places[slot * INTS + 2]),
            record,
            annotator,
            files.name(places[slot * INTS]),
            places[slot * INTS + 1],
            answer.file(),
            answer.row());
    put(slot, one, two, answer);
    return new Change.Replaces(before);
  }

  private void put(int slot, long one, long two, AcceptedAnnotation answer) {
    digests[slot * LONGS + 2] = one;
    digests[slot * LONGS + 3] = two;
    places[slot * INTS] = files.number(answer.file());
    places[slot * INTS + 1] = Math.toIntExact(answer.row());
    places[slot * INTS + 2] = batches.number(answer.batchId());
  }

  private static String[] said(AcceptedAnnotation answer) {
    List<String> parts = new ArrayList<>();
    parts.add(answer.batchId());
    parts.add(answer.annotation().status().name());
    for (EntitySpan span : answer.annotation().spans()) {
      parts.add(Integer.toString(span.startWord()));
      parts.add(Integer.toString(span.endWord()));
      parts.add(span.type());
    }
    return parts.toArray(String[]::new);
  }

  private ByteBuffer digest(String... parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha.update(bytes);
    }
    return ByteBuffer.wrap(sha.digest());
  }

  private int slots() {
    return digests.length / LONGS;
  }

  private boolean isFree(int slot) {
    return digests[slot * LONGS] == 0 && digests[slot * LONGS + 1] == 0;
  }

  private int slot(long one, long two) {
    int slot = (int) (one & (slots() - 1));
    while (!isFree(slot) && (digests[slot * LONGS] != one || digests[slot * LONGS + 1] != two)) {
      slot = (slot + 1) & (slots() - 1);
    }
    return slot;
  }

  private void grow() {
    long[] before = digests;
    int[] placesBefore = places;
    digests = new long[2 * before.length];
    places = new int[2 * placesBefore.length];
    for (int from = 0; from < before.length / LONGS; from++) {
      if (before[from * LONGS] != 0 || before[from * LONGS + 1] != 0) {
        int to = slot(before[from * LONGS], before[from * LONGS + 1]);
        System.arraycopy(before, from * LONGS, digests, to * LONGS, LONGS);
        System.arraycopy(placesBefore, from * INTS, places, to * INTS, INTS);
      }
    }
  }

  /** Strings that come again and again, by number. */
  private static final class Names {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int number(String name) {
      return numbers.computeIfAbsent(
          name,
          added -> {
            names.add(added);
            return names.size() - 1;
          });
    }

    String name(int number) {
      return names.get(number);
    }
  }
}
