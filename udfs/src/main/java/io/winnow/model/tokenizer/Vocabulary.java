package io.winnow.model.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.GitLfs;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds a tokenizer.json from the vocabulary files that a tokenizer's class has, as transformers
 * 4.57 does ({@code convert_slow_tokenizer.py}). Special tokens and the frame come last, since a
 * vocabulary may lack them.
 */
final class Vocabulary {

  static final String WORD_PIECE = "vocab.txt";
  static final String BYTE_PAIRS = "vocab.json";
  static final String MERGES = "merges.txt";

  /** Of a million pieces XLM-V's takes 20 MB. */
  private static final long LARGEST = 1L << 28;

  private Vocabulary() {}

  /** The files from which a class's tokenizer is built. */
  static List<String> files(TokenizerClass kind) {
    return switch (kind) {
      case BERT, MPNET -> List.of(WORD_PIECE);
      case ROBERTA, ANY -> List.of(BYTE_PAIRS, MERGES);
      case XLM_ROBERTA, CAMEMBERT -> List.of("sentencepiece.bpe.model");
      case ALBERT -> List.of("spiece.model");
      case DEBERTA_V2 -> List.of("spm.model");
    };
  }

  /**
   * @param remarks takes what a person should know of it
   * @throws InvalidModelException if files of the folder's tokenizer class are missing or damaged
   */
  static ObjectNode tokenizer(Path folder, TokenizerSettings settings, List<String> remarks)
      throws IOException {
    List<String> files = files(settings.kind());
    List<String> missing =
        files.stream().filter(file -> !Files.isRegularFile(folder.resolve(file))).toList();
    boolean isKnown =
        settings.className().isEmpty() || TokenizerClass.named(settings.className()).isPresent();
    if (!isKnown || !missing.isEmpty()) {
      String reason =
          isKnown
              ? "no %s, from which %s builds one"
                  .formatted(String.join(", no ", missing), settings.kind().fastName())
              : "its tokenizer class %s is none that Winnow can build one for"
                  .formatted(settings.className());
      throw new InvalidModelException(
          "%s has no tokenizer.json, and %s; save the tokenizer once with transformers: AutoTokenizer.from_pretrained('%s').save_pretrained('%s')"
              .formatted(folder, reason, folder, folder));
    }
    ObjectNode tokenizer = JsonNodeFactory.instance.objectNode().put("version", "1.0");
    tokenizer.putNull("truncation").putNull("padding").putArray("added_tokens");
    Path first = folder.resolve(files.get(0));
    switch (settings.kind()) {
      case BERT, MPNET -> WordPiece.build(tokenizer, first, settings);
      case ROBERTA, ANY -> BytePairs.build(tokenizer, first, folder.resolve(MERGES), settings);
      default -> {
        SentencePieceModel model = SentencePieceModel.read(first);
        SentencePieces.build(tokenizer, model, settings);
        if (model.trainer().hasByteFallback()) {
          remarks.add(
              "%s spells unknown characters by their bytes; here they are unknown, as in transformers' fast tokenizers"
                  .formatted(first.getFileName()));
        }
      }
    }
    remarks.add("tokenizer.json is built from %s".formatted(String.join(" and ", files)));
    return tokenizer;
  }

  static byte[] bytes(Path file) throws IOException {
    GitLfs.refusePointer(file);
    long size = Files.size(file);
    if (size > LARGEST) {
      throw new InvalidModelException(
          "%s has %,d bytes; a vocabulary has at most %,d".formatted(file, size, LARGEST));
    }
    return Files.readAllBytes(file);
  }

  /**
   * Sets what stands before and after a sentence.
   *
   * @throws InvalidModelException if the folder names no token for that
   */
  static void frame(ObjectNode tokenizer, TokenizerSettings settings, Path folder) {
    String before = settings.special().byRole().get("cls_token");
    String after = settings.special().byRole().get("sep_token");
    AddedTokens tokens = new AddedTokens(tokenizer);
    if (before == null || after == null) {
      throw new InvalidModelException(
          "%s names no cls_token and sep_token, which frame a sentence; add them to %s"
              .formatted(folder, TokenizerFiles.CONFIG));
    }
    for (String token : List.of(before, after)) {
      if (tokens.id(token) < 0) {
        throw new InvalidModelException(
            "%s has a vocabulary without %s, which frames a sentence, and %,d embeddings with no row to add it; name another cls_token and sep_token in %s"
                .formatted(folder, token, settings.embeddings(), TokenizerFiles.CONFIG));
      }
    }
    ObjectNode frame = tokenizer.putObject("post_processor");
    if (settings.kind() == TokenizerClass.ROBERTA) {
      frame.put("type", "RobertaProcessing");
      frame.putArray("sep").add(after).add(tokens.id(after));
      frame.putArray("cls").add(before).add(tokens.id(before));
      frame.put("trim_offsets", true).put("add_prefix_space", true);
      return;
    }
    frame.put("type", "TemplateProcessing");
    ArrayNode single = frame.putArray("single");
    ArrayNode pair = frame.putArray("pair");
    for (ArrayNode template : List.of(single, pair)) {
      part(template, "SpecialToken", before, 0);
      part(template, "Sequence", "A", 0);
      part(template, "SpecialToken", after, 0);
    }
    boolean isDouble = before.equals("<s>");
    if (isDouble) {
      part(pair, "SpecialToken", after, 0);
    }
    // Only BERT's and its like tell two sentences apart by type.
    int second = isDouble ? 0 : 1;
    part(pair, "Sequence", "B", second);
    part(pair, "SpecialToken", after, second);
    ObjectNode special = frame.putObject("special_tokens");
    for (String token : List.of(before, after)) {
      ObjectNode entry = special.putObject(token).put("id", token);
      entry.putArray("ids").add(tokens.id(token));
      entry.putArray("tokens").add(token);
    }
  }

  private static void part(ArrayNode template, String kind, String id, int type) {
    template.addObject().putObject(kind).put("id", id).put("type_id", type);
  }
}
