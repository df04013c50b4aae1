package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.json.JsonFormat;
import io.winnow.model.SentencePieceFile.Piece;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.tokenizer.TokenizerFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** tokenizer.json from vocabulary files, as transformers builds it. */
class BuiltTokenizerTest {

  private static final byte[] NO_CHARSMAP = {};

  @TempDir Path folder;

  static Stream<String> fixtures() {
    return Stream.of(BuiltTokenizers.WITH_FILES, BuiltTokenizers.UNIGRAM).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aBuiltTokenizerSpellsAsTheFixturesOwn(String fixture) throws IOException {
    try (BuiltTokenizers both = BuiltTokenizers.of(fixture, folder)) {
      for (EncoderFixture.Sentence sentence : EncoderFixture.named(fixture).sentences()) {
        assertThat(both.spelledByBuilt(sentence.words()))
            .isEqualTo(both.spelledByOwn(sentence.words()));
      }
      assertThat(both.frameOfBuilt()).isEqualTo(both.frameOfOwn());
      if (BuiltTokenizers.WITH_FILES.contains(fixture)) {
        assertThat(both.built.before()).isEqualTo(both.own.before());
        List<String> words = EncoderFixture.named(fixture).sentences().get(3).words();
        assertThat(both.built.encode(words).ids()).containsExactly(both.own.encode(words).ids());
      }
    }
  }

  /** A written folder says the same as the one that it came from, and is changed no further. */
  @ParameterizedTest
  @MethodSource("fixtures")
  void whatIsWrittenIsReadAsItIs(String fixture) throws IOException {
    try (BuiltTokenizers both = BuiltTokenizers.of(fixture, folder)) {
      Path again = Files.createDirectory(folder.resolve("again"));
      TokenizerFiles first = TokenizerFiles.read(both.vocabularyFolder);
      first.write(again);
      Files.copy(both.vocabularyFolder.resolve("config.json"), again.resolve("config.json"));

      TokenizerFiles second = TokenizerFiles.open(again);

      assertThat(second.config()).isEqualTo(first.config());
      assertThat(JsonFormat.MAPPER.writeValueAsString(second.tokenizer()))
          .isEqualTo(JsonFormat.MAPPER.writeValueAsString(first.tokenizer()));
      assertThat(second.ids()).isEqualTo(first.ids());
      assertThat(first.remarks()).anyMatch(it -> it.startsWith("tokenizer.json is built from "));
    }
  }

  /**
   * Ids of XLM-RoBERTa are fairseq's: four special tokens first, one more than the file has, and
   * the mask last. The pieces are those of the file.
   */
  @ParameterizedTest
  @CsvSource({
    "xlm-roberta, 0, 2, 4, 5, 7",
    "camembert, 5, 6, 7, 8, 10",
    "deberta-v2, 1, 2, 3, 4, 7"
  })
  void idsAreTheFamilys(String family, int cls, int sep, int space, int ab, int ids)
      throws IOException {
    boolean isFairseq = !family.equals("deberta-v2");
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(isFairseq ? "<unk>" : "[UNK]", 0, SentencePieceFile.UNKNOWN));
    pieces.add(new Piece(isFairseq ? "<s>" : "[CLS]", 0, SentencePieceFile.CONTROL));
    pieces.add(new Piece(isFairseq ? "</s>" : "[SEP]", 0, SentencePieceFile.CONTROL));
    pieces.add(Piece.normal("▁", -3));
    pieces.add(Piece.normal("ab", -4));
    sentencePieces(family, pieces, 1, NO_CHARSMAP);
    TokenizerFiles files = TokenizerFiles.read(folder);
    files.write(folder);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(List.of(tokenizer.before(), tokenizer.after())).containsExactly(cls, sep);
      assertThat(tokenizer.encode(List.of("ab")).ids()).containsExactly(space, ab);
    }
    // The mask is behind the pieces; this file of DeBERTa's lacks [PAD], too.
    assertThat(files.ids()).isEqualTo(ids);
    assertThat(files.kind()).isEqualTo("Unigram");
  }

  /** ALBERT's flags; a piece that ends in a number and a comma is not taken. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}                                             | É    | ▁e",
        "{'keep_accents': true}                         | É    | ▁é",
        "{'keep_accents': true, 'do_lower_case': false} | É    | ▁É",
        "{'do_lower_case': false}                       | É    | ▁ <unk>",
        "{}                                             | 1,   | ▁ 1 ,",
        "{}                                             | ``   | ▁ ²",
      })
  void flagsOfAlbertChangeTheNormalizer(String config, String word, String spelled)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (String control : List.of("<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]")) {
      boolean isUnknown = control.equals("<unk>");
      pieces.add(
          new Piece(control, 0, isUnknown ? SentencePieceFile.UNKNOWN : SentencePieceFile.CONTROL));
    }
    for (String piece : List.of("▁", "▁e", "▁é", "▁É", "1", ",", "1,", "\"")) {
      pieces.add(Piece.normal(piece, -2));
    }
    write("config.json", "{'model_type': 'albert'}");
    write("tokenizer_config.json", config);
    Files.write(
        folder.resolve("spiece.model"), new SentencePieceFile(pieces, 1, 1, NO_CHARSMAP).bytes());
    TokenizerFiles.read(folder).write(folder);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      List<String> found =
          Arrays.stream(tokenizer.encode(List.of(word)).ids())
              .mapToObj(id -> pieces.get(id).text())
              .toList();
      assertThat(String.join(" ", found)).isEqualTo(spelled.replace("²", "\""));
    }
  }

  /** Merges come from the pieces' scores: "ab" before "▁ab", which leaves no "ab" for "abc". */
  @Test
  void aModelOfBytePairsMergesTheBestPiecesFirst() throws IOException {
    List<Piece> pieces =
        List.of(
            new Piece("[UNK]", 0, SentencePieceFile.UNKNOWN),
            new Piece("[CLS]", 0, SentencePieceFile.CONTROL),
            new Piece("[SEP]", 0, SentencePieceFile.CONTROL),
            Piece.normal("ab", 0),
            Piece.normal("▁ab", -1),
            Piece.normal("abc", -2),
            Piece.normal("a", -3),
            Piece.normal("b", -4),
            Piece.normal("c", -5),
            Piece.normal("▁", -6));
    sentencePieces("deberta-v2", pieces, 2, NO_CHARSMAP);
    TokenizerFiles.read(folder).write(folder);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(tokenizer.encode(List.of("abc")).ids()).containsExactly(4, 8);
      assertThat(tokenizer.encode(List.of("cab")).ids()).containsExactly(9, 8, 3);
      // Unknown characters side by side are one.
      assertThat(tokenizer.encode(List.of("xyab")).ids()).containsExactly(9, 0, 3);
    }
  }

  /** The compiled table of sentencepiece, here with one entry: q becomes k. */
  @Test
  void theCompiledNormaliserIsTaken() throws IOException {
    List<Piece> pieces =
        List.of(
            new Piece("<unk>", 0, SentencePieceFile.UNKNOWN),
            new Piece("<s>", 0, SentencePieceFile.CONTROL),
            new Piece("</s>", 0, SentencePieceFile.CONTROL),
            Piece.normal("▁", -3),
            Piece.normal("k", -4),
            Piece.normal("q", -4));
    sentencePieces("xlm-roberta", pieces, 1, charsmap('q', 'k'));
    TokenizerFiles.read(folder).write(folder);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(tokenizer.encode(List.of("q", "k")).ids()).containsExactly(4, 5, 4, 5);
    }
  }

  /** A double-array trie (darts-clone) of a single letter, and what it becomes. */
  private static byte[] charsmap(char from, char to) {
    int units = 256;
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + units * Integer.BYTES + 2)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(units * Integer.BYTES);
    int root = 1 << 10;
    int child = 1 ^ from;
    bytes.putInt(Integer.BYTES, root);
    bytes.putInt(Integer.BYTES * (1 + child), from | 1 << 8 | 1 << 10);
    bytes.putInt(Integer.BYTES * (1 + (child ^ 1)), 1 << 31);
    bytes.position(Integer.BYTES * (1 + units));
    return bytes.put((byte) to).array();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bert        | no vocab.txt, from which BertTokenizerFast builds one",
        "roberta     | no vocab.json, no merges.txt, from which RobertaTokenizerFast builds one",
        "xlm-roberta | no sentencepiece.bpe.model, from which XLMRobertaTokenizerFast builds one",
        "albert      | no spiece.model, from which AlbertTokenizerFast builds one",
        "deberta-v2  | no spm.model, from which DebertaV2TokenizerFast builds one"
      })
  void aFolderWithoutVocabularyIsRefused(String type, String reason) throws IOException {
    write("config.json", "{'model_type': '" + type + "'}");

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s has no tokenizer.json, and %s; save the tokenizer once with transformers:"
                + " AutoTokenizer.from_pretrained('%s').save_pretrained('%s')",
            folder, reason, folder, folder);
  }

  /** Folders of the time before model_type. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'architectures': ['BertForTokenClassification']}",
        "{'architectures': ['DistilBertModel']}",
        "{}"
      })
  void aFolderThatNamesNoFamilyIsToldByClassOrFile(String config) throws IOException {
    write("config.json", config);
    write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nada\n##s\n");

    TokenizerFiles files = TokenizerFiles.read(folder);
    files.write(folder);

    assertThat(files.kind()).isEqualTo("WordPiece");
    assertThat(files.ids()).isEqualTo(7);
    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(tokenizer.encode(List.of("Adas", "x")).ids()).containsExactly(5, 6, 1);
      assertThat(List.of(tokenizer.before(), tokenizer.after())).containsExactly(2, 3);
    }
  }

  @Test
  void aClassWithoutRulesIsRefusedByName() throws IOException {
    write("tokenizer_config.json", "{'tokenizer_class': 'BertweetTokenizer'}");
    write("vocab.txt", "x");

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("its tokenizer class BertweetTokenizer is none");
  }

  @Test
  void aVocabularyWithoutTheUnknownTokenIsRefused() throws IOException {
    write("config.json", "{'model_type': 'bert'}");
    write("vocab.txt", "[PAD]\n[CLS]\n[SEP]\na");

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s has 4 sub-words, and none of them is [UNK], which stands for unknown words; name"
                + " the right one as unk_token in tokenizer_config.json",
            folder.resolve("vocab.txt"));
  }

  @Test
  void aVocabularyWithoutAFrameIsRefused() throws IOException {
    write("config.json", "{'model_type': 'bert', 'vocab_size': 3}");
    write("vocab.txt", "[UNK]\n[CLS]\na");

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s has a vocabulary without [SEP], which frames a sentence, and 3 embeddings with no"
                + " row to add it; name another cls_token and sep_token in tokenizer_config.json",
            folder);
  }

  @Test
  void aMergeOfThreeIsRefusedWithItsLine() throws IOException {
    write("config.json", "{'model_type': 'roberta'}");
    write("vocab.json", "{'a': 0, 'b': 1}");
    write("merges.txt", "#version: 0.2\na b\na b c\n");

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s: line 3 has 3 sub-words, not 2; download the file again",
            folder.resolve("merges.txt"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not a protobuf at all    | is no model of sentencepiece: ",
        "''                       | is no model of sentencepiece: it has 0 bytes and no pieces",
        "version https://git-lfs. | is a Git LFS pointer, not the file itself"
      })
  void aDamagedFileOfSentencepieceIsRefused(String content, String reason) throws IOException {
    write("config.json", "{'model_type': 'xlm-roberta'}");
    Path file = folder.resolve("sentencepiece.bpe.model");
    Files.writeString(file, content);

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " " + reason);
  }

  @Test
  void everyBeginningOfAFileOfSentencepieceIsRefusedOrRead() throws IOException {
    write("config.json", "{'model_type': 'xlm-roberta'}");
    Path file = folder.resolve("sentencepiece.bpe.model");
    List<Piece> pieces = new ArrayList<>(List.of(new Piece("<unk>", 0, 2)));
    for (char c = 'a'; c <= 'e'; c++) {
      pieces.add(Piece.normal("▁" + c, -c));
    }
    byte[] whole = new SentencePieceFile(pieces, 1, 0, new byte[] {1, 2, 3}).bytes();
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        TokenizerFiles.read(folder);
      } catch (InvalidModelException e) {
        assertThat(e).hasMessageStartingWith(file + " is no model of sentencepiece: ");
      }
    }
  }

  @Test
  void anotherKindOfSentencepieceIsRefused() throws IOException {
    sentencePieces("albert", List.of(new Piece("<unk>", 0, 2)), 3, NO_CHARSMAP);

    assertThatThrownBy(() -> TokenizerFiles.read(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s is a sentencepiece model of the kind WORD; Winnow reads UNIGRAM and BPE",
            folder.resolve("spiece.model"));
  }

  private void sentencePieces(String family, List<Piece> pieces, int algorithm, byte[] charsmap)
      throws IOException {
    write("config.json", "{'model_type': '" + family + "'}");
    String name =
        switch (family) {
          case "albert" -> "spiece.model";
          case "deberta-v2" -> "spm.model";
          default -> "sentencepiece.bpe.model";
        };
    Files.write(
        folder.resolve(name), new SentencePieceFile(pieces, algorithm, 0, charsmap).bytes());
  }

  private void write(String file, String text) throws IOException {
    Files.write(folder.resolve(file), text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
