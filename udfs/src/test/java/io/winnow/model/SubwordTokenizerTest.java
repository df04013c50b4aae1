package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.json.JsonFormat;
import io.winnow.model.SubwordTokenizer.Subwords;
import io.winnow.model.files.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubwordTokenizerTest {

  private static final String ZERO_WIDTH_JOINER = "\u200d";

  @TempDir Path folder;

  @Test
  void firstsPointAtEachWordsFirstSubWord() throws IOException {
    Subwords subwords = encode("The", "embeddings", "don't", "rivers");

    assertThat(spelled(subwords))
        .containsExactly("the", "em", "##bed", "##ding", "##s", "don", "'", "t", "rivers");
    assertThat(subwords.firsts()).containsExactly(0, 1, 5, 8);
    assertThat(subwords.words()).isEqualTo(4);
  }

  @Test
  void theFrameIsClsAndSep() throws IOException {
    assertThat(TestCheckpoints.tokenizer().before()).isEqualTo(101);
    assertThat(TestCheckpoints.tokenizer().after()).isEqualTo(102);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ZERO_WIDTH_JOINER, "\u0007", "", " ", "\ufeff", "\ue000", "\u00ad", "\ufffd"})
  void aWordThatVanishesHasNoSubWordWhereverItStands(String nothing) throws IOException {
    Subwords subwords = encode(nothing, "paris", nothing, nothing, "is", nothing);

    assertThat(spelled(subwords)).containsExactly("paris", "is");
    assertThat(subwords.firsts()).containsExactly(-1, 0, -1, -1, 1, -1);
  }

  @Test
  void aSentenceOfNothingButVanishingWordsHasNoSubWord() throws IOException {
    Subwords subwords = encode(ZERO_WIDTH_JOINER, ZERO_WIDTH_JOINER);

    assertThat(subwords.ids()).isEmpty();
    assertThat(subwords.firsts()).containsExactly(-1, -1);
  }

  @Test
  void noWordsAreNoSubWords() throws IOException {
    Subwords subwords = TestCheckpoints.tokenizer().encode(List.of());

    assertThat(subwords.ids()).isEmpty();
    assertThat(subwords.words()).isZero();
  }

  @Test
  void emojiAndFlagsAreOneWordEach() throws IOException {
    Subwords subwords = encode("I", "❤️", "👩‍👩‍👧", "🇫🇷", "!");

    assertThat(subwords.words()).isEqualTo(5);
    assertThat(spelled(subwords).get(subwords.firsts()[4])).isEqualTo("!");
  }

  /** BERT spells each Chinese character by itself, also in a word of several. */
  @Test
  void chineseWordsAreSpelledByCharacter() throws IOException {
    Subwords subwords = encode("中国", "的", "北京");

    assertThat(spelled(subwords)).containsExactly("中", "国", "的", "北", "京");
    assertThat(subwords.firsts()).containsExactly(0, 2, 3);
  }

  @Test
  void aWordOfAMegabyteIsUnknown() throws IOException {
    Subwords subwords = encode("before", "a".repeat(1 << 20), "after");

    assertThat(spelled(subwords)).containsExactly("before", "[UNK]", "after");
  }

  /** The file on the class path asks for 128 sub-words, no more and no fewer. */
  @Test
  void theFilesOwnTruncationAndPaddingAreOff() throws IOException {
    Subwords subwords = TestCheckpoints.tokenizer().encode(Collections.nCopies(3000, "embeddings"));

    assertThat(subwords.words()).isEqualTo(3000);
    assertThat(subwords.ids()).hasSize(12_000);
    assertThat(subwords.firsts()[2999]).isEqualTo(11_996);
    assertThat(encode("one").ids()).hasSize(1);
  }

  @Test
  void eightThreadsSpellAlike() throws Exception {
    List<List<String>> sentences = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sentences.add(List.of("Sentence", "number", Integer.toString(i * 7919), "👍", "réunion" + i));
    }
    SubwordTokenizer tokenizer = TestCheckpoints.tokenizer();
    Callable<List<String>> all =
        () ->
            sentences.stream().map(tokenizer::encode).map(it -> Arrays.toString(it.ids())).toList();
    List<String> alone = all.call();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<List<String>> result : pool.invokeAll(Collections.nCopies(8, all))) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"version\": \"1.0\"}");

    assertThatThrownBy(() -> SubwordTokenizer.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is no tokenizer of HuggingFace's: ");
  }

  /** Ids of the special tokens before and after a sentence, by a post-processor of any kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type': 'RobertaProcessing', 'cls': ['[MASK]', 103], 'sep': ['[PAD]', 0], 'trim_offsets':"
            + " true, 'add_prefix_space': true} | 103 | 0",
        "{'type': 'BertProcessing', 'cls': ['[CLS]', 101], 'sep': ['[SEP]', 102]} | 101 | 102"
      })
  void theFrameIsWhateverThePostProcessorAdds(String json, int before, int after)
      throws IOException {
    framed(json);

    try (SubwordTokenizer tokenizer = SubwordTokenizer.open(folder)) {
      assertThat(List.of(tokenizer.before(), tokenizer.after())).containsExactly(before, after);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'$ C', 1 special tokens",
    "'C $ C C', 3 special tokens",
    "'$ C C', 2 special tokens on one side",
    "'C C $', 2 special tokens on one side"
  })
  void anyOtherFrameIsRefused(String template, String count) throws IOException {
    String parts =
        template
            .replace("C", "{'SpecialToken': {'id': '[CLS]', 'type_id': 0}}")
            .replace("$", "{'Sequence': {'id': 'A', 'type_id': 0}}")
            .replace("}} {", "}}, {");
    framed(
        "{'type': 'TemplateProcessing', 'pair': [{'Sequence': {'id': 'A', 'type_id': 0}},"
            + " {'Sequence': {'id': 'B', 'type_id': 0}}], 'special_tokens': {'[CLS]':"
            + " {'id': '[CLS]', 'ids': [101], 'tokens': ['[CLS]']}}, 'single': ["
            + parts
            + "]}");

    assertThatThrownBy(() -> SubwordTokenizer.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s frames a sentence with %s; Winnow needs one before and one after it, such as [CLS]"
                + " and [SEP]",
            folder.resolve("tokenizer.json"), count);
  }

  private void framed(String postProcessor) throws IOException {
    TestCheckpoints.copyTokenizer(folder);
    Path file = folder.resolve("tokenizer.json");
    var json = (ObjectNode) JsonFormat.MAPPER.readTree(file.toFile());
    json.set("post_processor", JsonFormat.MAPPER.readTree(postProcessor.replace('\'', '"')));
    JsonFormat.MAPPER.writeValue(file.toFile(), json);
  }

  @Test
  void aTokenizerWithoutAFrameIsRefused() throws IOException {
    TestCheckpoints.copyTokenizer(folder);
    Path file = folder.resolve("tokenizer.json");
    var json = (ObjectNode) JsonFormat.MAPPER.readTree(file.toFile());
    json.putNull("post_processor");
    JsonFormat.MAPPER.writeValue(file.toFile(), json);

    assertThatThrownBy(() -> SubwordTokenizer.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " frames a sentence with 0 special tokens");
  }

  private static Subwords encode(String... words) throws IOException {
    return TestCheckpoints.tokenizer().encode(List.of(words));
  }

  private static List<String> spelled(Subwords subwords) throws IOException {
    List<String> vocabulary = TestCheckpoints.vocabulary();
    return Arrays.stream(subwords.ids()).mapToObj(vocabulary::get).toList();
  }
}
