package io.winnow.model;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A model of sentencepiece to write, field by field of its {@code sentencepiece_model.proto}.
 *
 * @param algorithm 1 unigram, 2 BPE, 3 word
 */
record SentencePieceFile(List<Piece> pieces, int algorithm, int unknown, byte[] charsmap) {

  static final int NORMAL = 1;
  static final int UNKNOWN = 2;
  static final int CONTROL = 3;
  static final int USER_DEFINED = 4;

  record Piece(String text, double score, int kind) {

    static Piece normal(String text, double score) {
      return new Piece(text, score, NORMAL);
    }
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  byte[] bytes() {
    return message(
        out -> {
          for (Piece piece : pieces) {
            out.writeByteArray(
                1,
                message(
                    fields -> {
                      fields.writeString(1, piece.text());
                      fields.writeFloat(2, (float) piece.score());
                      fields.writeEnum(3, piece.kind());
                    }));
          }
          out.writeByteArray(
              2,
              message(
                  fields -> {
                    fields.writeString(7, "a field that is not read");
                    fields.writeEnum(3, algorithm);
                    fields.writeInt32(40, unknown);
                    fields.writeString(45, pieces.get(unknown).text());
                  }));
          out.writeByteArray(3, message(fields -> fields.writeByteArray(2, charsmap)));
        });
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
