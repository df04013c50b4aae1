package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.tokenizer.SentencePieceModel.Algorithm;
import io.winnow.model.tokenizer.SentencePieceModel.Kind;
import io.winnow.model.tokenizer.SentencePieceModel.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model of sentencepiece as the tokenizers of each family use it: its ids, its normaliser. */
final class SentencePieces {

  private static final String SPACE = "▁";

  /** What pieces lose that a family does not want to be taken; no real score is so low. */
  private static final double PENALTY = -100;

  private final SentencePieceModel model;
  private final TokenizerSettings settings;

  private SentencePieces(SentencePieceModel model, TokenizerSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  static void build(ObjectNode tokenizer, SentencePieceModel model, TokenizerSettings settings) {
    new SentencePieces(model, settings).build(tokenizer);
  }

  private void build(ObjectNode tokenizer) {
    List<Map.Entry<String, Double>> vocabulary = vocabulary();
    if (model.trainer().algorithm() == Algorithm.BPE) {
      bpe(tokenizer.putObject("model"), vocabulary);
    } else {
      unigram(tokenizer.putObject("model"), vocabulary);
    }
    ArrayNode normalizers =
        tokenizer.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
    normalizers(normalizers);
    metaspace(
        settings.kind() == TokenizerClass.DEBERTA_V2
            ? splitter(tokenizer.putObject("pre_tokenizer"))
            : tokenizer.putObject("pre_tokenizer"));
    metaspace(tokenizer.putObject("decoder"));
    AddedTokens tokens = new AddedTokens(tokenizer);
    for (Piece piece : model.pieces()) {
      if (piece.kind() == Kind.CONTROL || piece.kind() == Kind.USER_DEFINED) {
        boolean isSpecial = piece.kind() == Kind.CONTROL;
        tokens.add(new AddedToken(piece.text(), false, false, false, false, isSpecial));
      }
    }
    tokens.write();
  }

  /** Pieces and scores, by id. */
  private List<Map.Entry<String, Double>> vocabulary() {
    List<Map.Entry<String, Double>> all = new ArrayList<>();
    // The first two number them as fairseq does, whose own special tokens come first.
    switch (settings.kind()) {
      case XLM_ROBERTA -> {
        List.of("<s>", "<pad>", "</s>", "<unk>").forEach(it -> all.add(Map.entry(it, 0.0)));
        model.pieces().stream().skip(3).forEach(it -> all.add(entry(it, 0)));
        all.add(Map.entry("<mask>", 0.0));
      }
      case CAMEMBERT -> {
        List.of("<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>")
            .forEach(it -> all.add(Map.entry(it, 0.0)));
        all.add(Map.entry("<unk>NOTUSED", PENALTY));
        model.pieces().stream().skip(1).forEach(it -> all.add(entry(it, 0)));
        all.add(Map.entry("<mask>", 0.0));
      }
      case ALBERT ->
          model
              .pieces()
              .forEach(it -> all.add(entry(it, isNumberWithComma(it.text()) ? PENALTY : 0)));
      default -> model.pieces().forEach(it -> all.add(entry(it, 0)));
    }
    return all;
  }

  private static Map.Entry<String, Double> entry(Piece piece, double change) {
    return Map.entry(piece.text(), piece.score() + change);
  }

  private static boolean isNumberWithComma(String piece) {
    int length = piece.codePointCount(0, piece.length());
    return length >= 2
        && piece.endsWith(",")
        && Character.isDigit(piece.codePointBefore(piece.length() - 1));
  }

  private void unigram(ObjectNode json, List<Map.Entry<String, Double>> vocabulary) {
    boolean isFairseq =
        settings.kind() == TokenizerClass.XLM_ROBERTA
            || settings.kind() == TokenizerClass.CAMEMBERT;
    json.put("type", "Unigram").put("unk_id", isFairseq ? 3 : model.trainer().unknown());
    ArrayNode vocab = json.putArray("vocab");
    vocabulary.forEach(it -> vocab.addArray().add(it.getKey()).add(it.getValue()));
    json.put("byte_fallback", false);
  }

  private void bpe(ObjectNode json, List<Map.Entry<String, Double>> vocabulary) {
    json.put("type", "BPE").putNull("dropout").put("unk_token", model.trainer().unknownPiece());
    json.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    json.put("fuse_unk", true).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode vocab = json.putObject("vocab");
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int id = 0; id < vocabulary.size(); id++) {
      vocab.put(vocabulary.get(id).getKey(), id);
      scores.put(vocabulary.get(id).getKey(), vocabulary.get(id).getValue());
    }
    List<String> pieces = model.pieces().stream().map(Piece::text).toList();
    ArrayNode merges = json.putArray("merges");
    SentencePieceMerges.of(pieces, scores)
        .forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
  }

  private void normalizers(ArrayNode list) {
    switch (settings.kind()) {
      case ALBERT -> {
        replace(list, "String", "``", "\"");
        replace(list, "String", "''", "\"");
        if (!settings.flag("keep_accents", false)) {
          list.addObject().put("type", "NFKD");
          list.addObject().put("type", "StripAccents");
        }
        if (settings.flag("do_lower_case", true)) {
          list.addObject().put("type", "Lowercase");
        }
        charsmap(list);
        replace(list, "Regex", " {2,}", " ");
      }
      case DEBERTA_V2 -> {
        if (settings.flag("do_lower_case", false)) {
          list.addObject().put("type", "Lowercase");
        }
        strip(list, true);
        charsmap(list);
        replace(list, "Regex", " {2,}", " ");
      }
      default -> {
        charsmap(list);
        strip(list, false);
        replace(list, "Regex", " {2,}", SPACE);
      }
    }
  }

  private static void strip(ArrayNode list, boolean isLeftToo) {
    list.addObject().put("type", "Strip").put("strip_left", isLeftToo).put("strip_right", true);
  }

  private static void replace(ArrayNode list, String kind, String what, String by) {
    ObjectNode json = list.addObject().put("type", "Replace").put("content", by);
    json.putObject("pattern").put(kind, what);
  }

  private void charsmap(ArrayNode list) {
    if (model.charsmap().length > 0) {
      // In Base64, as Jackson writes bytes.
      list.addObject().put("type", "Precompiled").put("precompiled_charsmap", model.charsmap());
    }
  }

  private ObjectNode splitter(ObjectNode sequence) {
    ArrayNode parts = sequence.put("type", "Sequence").putArray("pretokenizers");
    if (settings.flag("split_by_punct", false)) {
      parts.addObject().put("type", "Punctuation").put("behavior", "Isolated");
    }
    return parts.addObject();
  }

  private static void metaspace(ObjectNode json) {
    json.put("type", "Metaspace").put("replacement", SPACE);
    json.put("prepend_scheme", "always").put("split", true);
  }
}
