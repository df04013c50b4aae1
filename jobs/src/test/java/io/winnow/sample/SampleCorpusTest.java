package io.winnow.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.text.EntitySpan;
import io.winnow.text.Tags;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SampleCorpusTest {

  private static final List<LabelledSentence> SAMPLE = SampleCorpus.sentences();

  @Test
  void isTheSameOnEveryMachine() throws IOException, NoSuchAlgorithmException {
    byte[] bytes = conll(SAMPLE).getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(hash).isEqualTo("3aa52d1365770ed267aa6fdb6154ffc73a367971af0a5575d5c0ae40a813b703");
  }

  @Test
  void anotherSeedGivesOtherSentences() {
    assertThat(texts(SampleCorpus.sentences(1, 50)))
        .doesNotContainAnyElementsOf(texts(SampleCorpus.sentences(2, 1)));
    assertThat(SampleCorpus.sentences(1, 50)).startsWith(array(SampleCorpus.sentences(1, 20)));
  }

  @Test
  void hasThousandsOfDifferentSentences() {
    assertThat(SAMPLE).hasSize(5_000);
    assertThat(texts(SAMPLE)).doesNotHaveDuplicates();
    // Different not only in their names: with each entity cut out, most are different still.
    Set<String> frames = new HashSet<>();
    SAMPLE.forEach(labelled -> frames.add(frame(labelled)));
    assertThat(frames).hasSizeGreaterThan(3_000);
  }

  @Test
  void everyTypeOccursAndSomeAreRare() {
    Map<String, Integer> counts = new TreeMap<>();
    SAMPLE.forEach(s -> s.spans().forEach(span -> counts.merge(span.type(), 1, Integer::sum)));
    assertThat(counts.keySet()).isEqualTo(new TreeSet<>(SampleCorpus.LABELS.types()));
    assertThat(counts.get("PER")).isBetween(5 * counts.get("PRODUCT"), 10 * counts.get("PRODUCT"));
    assertThat(counts.get("PER")).isBetween(5 * counts.get("EVENT"), 11 * counts.get("EVENT"));
  }

  @Test
  void spansFitTheirSentencesAndDoNotOverlap() {
    for (LabelledSentence labelled : SAMPLE) {
      int words = labelled.sentence().words().size();
      // Throws on a type outside the scheme, an overlap or a span beyond the sentence.
      int[] ids = SampleCorpus.LABELS.tagIds(words, labelled.spans());
      assertThat(SampleCorpus.LABELS.spans(ids)).isEqualTo(labelled.spans());
      assertThat(words).isPositive();
      assertThat(labelled.sentence().text()).doesNotContain("{", "}", "[", "]", "%");
    }
  }

  @Test
  void aFifthToATwoFifthsOfTheSentencesHoldNoEntity() {
    double share = SAMPLE.stream().filter(s -> s.spans().isEmpty()).count() / 5_000.0;
    assertThat(share).isBetween(0.15, 0.40);
  }

  @Test
  void hasManyKindsOfWriting() {
    assertThat(count(text -> text.codePoints().anyMatch(c -> c >= 0x1F300))).isGreaterThan(200);
    assertThat(count(text -> text.equals(text.toLowerCase(Locale.ROOT)) && letters(text) > 10))
        .isGreaterThan(300);
    assertThat(count(text -> text.equals(text.toUpperCase(Locale.ROOT)) && letters(text) > 10))
        .isGreaterThan(100);
    for (Character.UnicodeScript script :
        List.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.HEBREW)) {
      assertThat(
              count(
                  text -> text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == script)))
          .as("sentences in %s", script)
          .isGreaterThan(3);
    }
    assertThat(count(text -> text.contains("#"))).isGreaterThan(50);
    assertThat(count(text -> text.contains(" 's "))).isGreaterThan(50);
    int longest =
        SAMPLE.stream()
            .flatMap(s -> s.spans().stream())
            .mapToInt(EntitySpan::length)
            .max()
            .getAsInt();
    assertThat(longest).isBetween(6, 10);
  }

  @Test
  void manyNamesMeanSeveralThings() {
    // Only exact case counts here: "may" the verb is no riddle beside "May" the person.
    Map<String, Set<String>> meanings = new TreeMap<>();
    for (LabelledSentence labelled : SAMPLE) {
      List<String> words = labelled.sentence().wordTexts();
      Set<Integer> inside = new HashSet<>();
      for (EntitySpan span : labelled.spans()) {
        for (int word = span.startWord(); word < span.endWord(); word++) {
          inside.add(word);
        }
        if (span.length() == 1) {
          meaning(meanings, words.get(span.startWord()), span.type());
        }
      }
      for (int word = 0; word < words.size(); word++) {
        if (!inside.contains(word)) {
          meaning(meanings, words.get(word), Tags.OUTSIDE);
        }
      }
    }
    List<String> ambiguous =
        meanings.entrySet().stream()
            .filter(e -> e.getValue().size() > 1 && Character.isUpperCase(e.getKey().charAt(0)))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(ambiguous)
        .hasSizeGreaterThan(40)
        .contains("Jordan", "Paris", "Washington", "Chelsea", "Phoenix", "Ford", "May", "Mark");
    assertThat(meanings.get("Jordan")).contains("PER", "LOC");
    assertThat(meanings.get("Ford")).contains("PER", "ORG");
    assertThat(meanings.get("May")).contains("PER", Tags.OUTSIDE);
  }

  @Test
  void conllColumnsReadBackToTheSameSpans() throws IOException {
    String[] blocks = conll(SAMPLE).split("\n\n");
    assertThat(blocks).hasSize(SAMPLE.size());
    for (int at = 0; at < blocks.length; at++) {
      List<String> tags = blocks[at].lines().map(line -> line.split("\t")[1]).toList();
      assertThat(Tags.strictSpans(tags)).isEqualTo(SAMPLE.get(at).spans());
    }
  }

  @Test
  void aGrammarWithHolesIsRefused() {
    assertThatThrownBy(() -> Grammar.ofResources(List.of("news.txt")))
        .hasMessageContaining("defines it nowhere");
    assertThatThrownBy(() -> Grammar.ofResources(List.of("none.txt")))
        .hasMessage("There is no grammar file none.txt");
  }

  private static void meaning(Map<String, Set<String>> meanings, String word, String type) {
    meanings.computeIfAbsent(word, w -> new TreeSet<>()).add(type);
  }

  private static String frame(LabelledSentence labelled) {
    List<String> words = new ArrayList<>(labelled.sentence().wordTexts());
    for (EntitySpan span : labelled.spans()) {
      for (int word = span.startWord(); word < span.endWord(); word++) {
        words.set(word, word == span.startWord() ? span.type() : "");
      }
    }
    return String.join(" ", words);
  }

  private static long count(Predicate<String> texts) {
    return texts(SAMPLE).stream().filter(texts).count();
  }

  private static long letters(String text) {
    // Scripts without case are equal to their own lower and upper case.
    return text.codePoints().filter(c -> c < 128 && Character.isLetter(c)).count();
  }

  private static List<String> texts(List<LabelledSentence> sentences) {
    return sentences.stream().map(s -> s.sentence().text()).toList();
  }

  private static LabelledSentence[] array(List<LabelledSentence> sentences) {
    return sentences.toArray(LabelledSentence[]::new);
  }

  private static String conll(List<LabelledSentence> sentences) throws IOException {
    StringWriter writer = new StringWriter();
    SampleCorpus.writeConll(sentences, writer);
    return writer.toString();
  }
}
