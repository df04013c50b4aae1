package io.winnow.sample;

import io.winnow.files.Conll;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Sentence;
import io.winnow.text.TagFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The sample: synthetic sentences from a seeded grammar, in the manner of news, messages, reviews,
 * mail, sports results, recipes and chat. PER is the most frequent type; PRODUCT and EVENT are
 * rare. The same seed gives the same sentences on every machine.
 */
public final class SampleCorpus {

  /** The source that the sentences' ids are made with. */
  public static final String SOURCE = "winnow-synthetic-sample";

  public static final LabelScheme LABELS =
      new LabelScheme(List.of("PER", "ORG", "LOC", "PRODUCT", "EVENT"));
  public static final long DEFAULT_SEED = 20_260_101;
  public static final int DEFAULT_SENTENCES = 5_000;

  private static final List<String> FILES =
      Pattern.compile(" ")
          .splitAsStream(
              "sentences people places organisations things news tweets reviews mail sport recipes"
                  + " chat plain ambiguous nested world rare")
          .map(name -> name + ".txt")
          .toList();

  private static final int TRIES_PER_SENTENCE = 50;
  private static final int LOWER_CASE_PERCENT = 9;
  private static final int UPPER_CASE_PERCENT = 4;

  private SampleCorpus() {}

  /** The sample that the demo runs on. */
  public static List<LabelledSentence> sentences() {
    return sentences(DEFAULT_SEED, DEFAULT_SENTENCES);
  }

  /**
   * @param count how many; no text comes twice
   * @throws IllegalArgumentException if the grammar can't generate that many different sentences
   */
  public static List<LabelledSentence> sentences(long seed, int count) {
    Grammar grammar = Grammar.ofResources(FILES);
    // Random, and not a newer generator: its numbers are fixed by its specification.
    Random random = new Random(seed);
    List<LabelledSentence> sentences = new ArrayList<>(count);
    Set<String> texts = new HashSet<>();
    for (long tries = 0; sentences.size() < count; tries++) {
      if (tries == (long) count * TRIES_PER_SENTENCE) {
        throw new IllegalArgumentException(
            "The sample's grammar gave only %d different sentences of %d asked for"
                .formatted(sentences.size(), count));
      }
      String marked = grammar.expand("sentence", random);
      LabelledSentence sentence = parse(marked, casing(random));
      if (texts.add(sentence.sentence().text())) {
        sentences.add(sentence);
      }
    }
    return List.copyOf(sentences);
  }

  /** Writes CoNLL columns: word, tab, IOB2 tag; an empty line after each sentence. */
  public static void writeConll(List<LabelledSentence> sentences, Writer writer)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (LabelledSentence labelled : sentences) {
      List<String> words = labelled.sentence().wordTexts();
      Conll.append(lines, words, TagFormat.IOB2.tags(words.size(), labelled.spans()));
    }
    writer.append(lines);
  }

  /**
   * Reads words with entities in brackets: {@code [PER Ada Lovelace] 's book} is four words and a
   * span over the first two.
   *
   * @param casing what becomes of each word
   */
  private static LabelledSentence parse(String marked, UnaryOperator<String> casing) {
    List<String> words = new ArrayList<>();
    List<EntitySpan> spans = new ArrayList<>();
    String type = null;
    int start = 0;
    for (String token : marked.strip().split("\\s+")) {
      if (token.startsWith("[")) {
        type = token.substring(1);
        start = words.size();
        continue;
      }
      boolean closes = token.endsWith("]");
      words.add(casing.apply(closes ? token.substring(0, token.length() - 1) : token));
      if (closes) {
        spans.add(new EntitySpan(start, words.size(), type));
      }
    }
    return new LabelledSentence(Sentence.ofWords(SOURCE, words), spans);
  }

  private static UnaryOperator<String> casing(Random random) {
    int drawn = random.nextInt(100);
    if (drawn < LOWER_CASE_PERCENT) {
      return word -> word.toLowerCase(Locale.ROOT);
    }
    if (drawn < LOWER_CASE_PERCENT + UPPER_CASE_PERCENT) {
      return word -> word.toUpperCase(Locale.ROOT);
    }
    return UnaryOperator.identity();
  }
}
