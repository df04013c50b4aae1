package io.winnow.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.SentencePieceFile.Piece;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fixture's tokenizer twice: from its own tokenizer.json, and from vocabulary files alone. What
 * they spell is compared by sub-words, since sentencepiece's files number them otherwise.
 */
final class BuiltTokenizers implements AutoCloseable {

  /** The folders that have vocabulary files beside tokenizer.json. */
  static final List<String> WITH_FILES =
      List.of(
          "bert-uncased",
          "bert-cased-gelu-new",
          "bert-relu-1-head",
          "distilbert",
          "electra",
          "mpnet",
          "roberta");

  /** Those for which a file of sentencepiece is written from the vocabulary. */
  static final List<String> UNIGRAM = List.of("xlm-roberta", "camembert", "albert", "deberta-v3");

  private static final int FLAGS = 5;

  final Path vocabularyFolder;
  final SubwordTokenizer own;
  final SubwordTokenizer built;
  private final Map<Integer, String> ownSpelling;
  private final Map<Integer, String> builtSpelling;

  private BuiltTokenizers(Path from, Path vocabularyFolder, Path target) throws IOException {
    this.vocabularyFolder = vocabularyFolder;
    TokenizerFiles files = TokenizerFiles.read(vocabularyFolder);
    files.write(target);
    Files.copy(vocabularyFolder.resolve("config.json"), target.resolve("config.json"));
    this.own = SubwordTokenizer.open(from);
    this.built = SubwordTokenizer.open(target);
    this.ownSpelling = spelling(TokenizerFiles.open(from).tokenizer());
    this.builtSpelling = spelling(files.tokenizer());
  }

  static BuiltTokenizers of(String fixture, Path scratch) throws IOException {
    Path original = EncoderFixture.named(fixture).folder();
    Path from = Files.createDirectories(scratch.resolve("own"));
    Path vocabulary = Files.createDirectories(scratch.resolve("vocabulary"));
    Path target = Files.createDirectories(scratch.resolve("built"));
    for (String name :
        List.of(
            "config.json",
            "tokenizer_config.json",
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            "tokenizer.json")) {
      Path file = original.resolve(name);
      if (Files.exists(file)) {
        Files.copy(file, from.resolve(name));
        if (!name.equals("tokenizer.json")) {
          Files.copy(file, vocabulary.resolve(name));
        }
      }
    }
    if (UNIGRAM.contains(fixture)) {
      writeSentencePieces(fixture, from, vocabulary);
    }
    return new BuiltTokenizers(from, vocabulary, target);
  }

  private static void writeSentencePieces(String fixture, Path from, Path vocabulary)
      throws IOException {
    Path file = from.resolve("tokenizer.json");
    ObjectNode json = (ObjectNode) JsonFormat.MAPPER.readTree(file.toFile());
    boolean isFairseq = fixture.equals("xlm-roberta") || fixture.equals("camembert");
    int unknown = isFairseq ? 0 : json.path("model").path("unk_id").asInt();
    List<Piece> pieces = new ArrayList<>();
    if (isFairseq) {
      pieces.add(new Piece("<unk>", 0, SentencePieceFile.UNKNOWN));
      pieces.add(new Piece("<s>", 0, SentencePieceFile.CONTROL));
      pieces.add(new Piece("</s>", 0, SentencePieceFile.CONTROL));
    }
    int id = 0;
    for (JsonNode piece : json.path("model").path("vocab")) {
      // The file holds them in single precision.
      ((ArrayNode) piece).set(1, (double) (float) piece.get(1).asDouble());
      int kind =
          id >= FLAGS
              ? SentencePieceFile.NORMAL
              : id == unknown ? SentencePieceFile.UNKNOWN : SentencePieceFile.CONTROL;
      if (id++ >= FLAGS || !isFairseq) {
        pieces.add(new Piece(piece.get(0).asText(), piece.get(1).asDouble(), kind));
      }
    }
    JsonFormat.MAPPER.writeValue(file.toFile(), json);
    String name =
        isFairseq
            ? "sentencepiece.bpe.model"
            : fixture.equals("albert") ? "spiece.model" : "spm.model";
    Files.write(
        vocabulary.resolve(name), new SentencePieceFile(pieces, 1, unknown, new byte[0]).bytes());
    if (fixture.equals("albert")) {
      // The fixture's normalizer strips none.
      Path config = vocabulary.resolve("tokenizer_config.json");
      ObjectNode flags = (ObjectNode) JsonFormat.MAPPER.readTree(config.toFile());
      JsonFormat.MAPPER.writeValue(config.toFile(), flags.put("keep_accents", true));
    }
  }

  private static Map<Integer, String> spelling(JsonNode tokenizer) {
    Map<Integer, String> byId = new HashMap<>();
    JsonNode vocab = tokenizer.path("model").path("vocab");
    if (vocab.isObject()) {
      vocab.fields().forEachRemaining(it -> byId.put(it.getValue().asInt(), it.getKey()));
    } else {
      vocab.forEach(piece -> byId.put(byId.size(), piece.get(0).asText()));
    }
    tokenizer
        .path("added_tokens")
        .forEach(token -> byId.put(token.path("id").asInt(), token.path("content").asText()));
    return byId;
  }

  List<String> spelledByOwn(List<String> words) {
    return spelled(own.encode(words).ids(), ownSpelling);
  }

  List<String> spelledByBuilt(List<String> words) {
    return spelled(built.encode(words).ids(), builtSpelling);
  }

  List<String> frameOfOwn() {
    return spelled(new int[] {own.before(), own.after()}, ownSpelling);
  }

  List<String> frameOfBuilt() {
    return spelled(new int[] {built.before(), built.after()}, builtSpelling);
  }

  private static List<String> spelled(int[] ids, Map<Integer, String> spelling) {
    return Arrays.stream(ids).mapToObj(spelling::get).toList();
  }

  @Override
  public void close() {
    own.close();
    built.close();
  }
}
