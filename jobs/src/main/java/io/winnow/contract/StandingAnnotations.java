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
 * For each sentence and annotator, which annotation stands: what it says and where it lies. Takes
 * some 140 bytes an annotation, whatever its length, as it keeps digests instead of texts.
 */
final class StandingAnnotations {

  /** SHA-256, cut to 128 bits. */
  private record Digest(long high, long low) {}

  private record Standing(Digest said, String batchId, String file, long row) {}

  private final MessageDigest sha = Sha256.digest();
  private final Map<Digest, Standing> standing = new HashMap<>();

  /** Tells the sink what an annotation changes. */
  void add(AcceptedAnnotation accepted, ReturnSink sink) {
    String record = accepted.annotation().sentenceId();
    String annotator = accepted.annotation().annotatorId();
    Digest key = digest(List.of(record, annotator));
    Digest said = digest(said(accepted));
    Standing before = standing.get(key);
    if (before != null && before.said().equals(said)) {
      sink.repeated(1);
      return;
    }
    standing.put(key, new Standing(said, accepted.batchId(), accepted.file(), accepted.row()));
    sink.accepted(accepted);
    if (before != null) {
      sink.replaced(
          new ReplacedAnnotation(
              before.batchId(),
              record,
              annotator,
              before.file(),
              before.row(),
              accepted.file(),
              accepted.row()));
    }
  }

  private static List<String> said(AcceptedAnnotation accepted) {
    List<String> parts = new ArrayList<>();
    parts.add(accepted.batchId());
    parts.add(accepted.annotation().status().name());
    for (EntitySpan span : accepted.annotation().spans()) {
      parts.add(Integer.toString(span.startWord()));
      parts.add(Integer.toString(span.endWord()));
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
