package io.winnow.model.tokenizer;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tokenizer is built from, of a model of sentencepiece: {@code ModelProto} of its {@code
 * sentencepiece_model.proto}.
 *
 * @param charsmap what normalises the text, compiled; may be empty
 */
record SentencePieceModel(List<Piece> pieces, Trainer trainer, byte[] charsmap) {

  /**
   * @param score a log-probability (unigram) or minus the rank of a merge (BPE)
   */
  record Piece(String text, float score, Kind kind) {}

  /** In the order of their numbers in the file, from 1. */
  enum Kind {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE
  }

  /** In the order of their numbers in the file, from 1. */
  enum Algorithm {
    UNIGRAM,
    BPE,
    WORD,
    CHAR
  }

  record Trainer(Algorithm algorithm, int unknown, String unknownPiece, boolean hasByteFallback) {}

  private static final int PIECES = 1;
  private static final int TRAINER = 2;
  private static final int NORMALIZER = 3;

  private static final int FIELD_BITS = 3;

  /** Reads the value of a field that it knows; true if it did. */
  private interface Field {
    boolean read(int number, CodedInputStream in) throws IOException;
  }

  private static final class Draft {
    private final List<Piece> pieces = new ArrayList<>();
    private Algorithm algorithm = Algorithm.UNIGRAM;
    private int unknown;
    private String unknownPiece = "<unk>";
    private boolean hasByteFallback;
    private byte[] charsmap = {};
    private String text = "";
    private float score;
    private Kind kind = Kind.NORMAL;

    private boolean model(int number, CodedInputStream in) throws IOException {
      switch (number) {
        case PIECES -> {
          text = "";
          score = 0;
          kind = Kind.NORMAL;
          message(in, this::piece);
          pieces.add(new Piece(text, score, kind));
        }
        case TRAINER -> message(in, this::trainer);
        case NORMALIZER -> message(in, this::normalizer);
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean piece(int number, CodedInputStream in) throws IOException {
      switch (number) {
        case 1 -> text = in.readStringRequireUtf8();
        case 2 -> score = in.readFloat();
        case 3 -> kind = numbered(Kind.values(), in.readEnum());
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean trainer(int number, CodedInputStream in) throws IOException {
      switch (number) {
        case 3 -> algorithm = numbered(Algorithm.values(), in.readEnum());
        case 35 -> hasByteFallback = in.readBool();
        case 40 -> unknown = in.readInt32();
        case 45 -> unknownPiece = in.readStringRequireUtf8();
        default -> {
          return false;
        }
      }
      return true;
    }

    private boolean normalizer(int number, CodedInputStream in) throws IOException {
      if (number == 2) {
        charsmap = in.readByteArray();
      }
      return number == 2;
    }

    private static <T> T numbered(T[] values, int number) throws IOException {
      if (number < 1 || number > values.length) {
        throw new IOException(
            "%d is no number of a %s"
                .formatted(number, values.getClass().getComponentType().getSimpleName()));
      }
      return values[number - 1];
    }

    private void message(CodedInputStream in, Field field) throws IOException {
      ByteString bytes = in.readBytes();
      fields(bytes.newCodedInput(), field);
    }
  }

  private static void fields(CodedInputStream in, Field field) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!field.read(tag >>> FIELD_BITS, in)) {
        in.skipField(tag);
      }
    }
  }

  /**
   * @throws InvalidModelException if it is no such file, or has no pieces
   */
  static SentencePieceModel read(Path file) throws IOException {
    byte[] bytes = Vocabulary.bytes(file);
    Draft draft = new Draft();
    try {
      fields(CodedInputStream.newInstance(bytes), draft::model);
    } catch (IOException e) {
      throw new InvalidModelException(
          "%s is no model of sentencepiece: %s; download the file again"
              .formatted(file, e.getMessage()),
          e);
    }
    if (draft.pieces.isEmpty()) {
      throw new InvalidModelException(
          "%s is no model of sentencepiece: it has %,d bytes and no pieces; download the file again"
              .formatted(file, bytes.length));
    }
    if (draft.algorithm != Algorithm.UNIGRAM && draft.algorithm != Algorithm.BPE) {
      throw new InvalidModelException(
          "%s is a sentencepiece model of the kind %s; Winnow reads UNIGRAM and BPE"
              .formatted(file, draft.algorithm));
    }
    return new SentencePieceModel(
        List.copyOf(draft.pieces),
        new Trainer(draft.algorithm, draft.unknown, draft.unknownPiece, draft.hasByteFallback),
        draft.charsmap);
  }
}
