package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.winnow.acquisition.Formulas;
import io.winnow.acquisition.WordDistributions;
import io.winnow.annotation.ConfidentSpan;
import io.winnow.decoding.IobDecoder;
import io.winnow.model.ToyCorpus.Labelled;
import io.winnow.model.ToyHeads.Kind;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Heads of each scheme, trained on a toy task, against {@link PipelineAggregation} on the rows that
 * they give themselves.
 */
class HeadParityTest {

  /**
   * As those that were trained on; one of several windows; and with the words in any order, where
   * best paths break.
   */
  private static final List<List<String>> SENTENCES =
      Stream.of(
              ToyCorpus.sentences(300, 99).stream().map(Labelled::words),
              Stream.of(
                  ToyCorpus.sentences(60, 97).stream().flatMap(it -> it.words().stream()).toList()),
              ToyCorpus.sentences(200, 98).stream().map(it -> shuffled(it.words())))
          .flatMap(it -> it)
          .toList();

  private static List<String> shuffled(List<String> words) {
    List<String> shuffled = new ArrayList<>(words);
    Collections.shuffle(shuffled, new Random(words.hashCode()));
    return shuffled;
  }

  @BeforeAll
  static void oneThread() {
    Torch.threads(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void spansAndScoresAreThoseOfTransformers(Kind kind) throws IOException {
    Path trained = ToyHeads.trained(kind);
    List<float[]> own = own(kind);
    int differing = 0;
    int valid = 0;
    int entities = 0;
    try (TokenClassifier classifier = TokenClassifier.load(trained, Precision.FP32, Device.cpu())) {
      assertThat(classifier.tags().scheme()).contains(kind.scheme());
      LabelScheme scheme = classifier.scheme();
      IobDecoder decoder = new IobDecoder(scheme);
      List<float[]> rows = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      for (int i = 0; i < rows.size(); i++) {
        int words = SENTENCES.get(i).size();
        WordDistributions sentence = new WordDistributions(rows.get(i), words, scheme.tagCount());
        List<PipelineAggregation.Group> expected =
            PipelineAggregation.first(kind.namesForPipeline(), own.get(i));
        List<ConfidentSpan> found = decoder.spans(sentence);
        boolean isSame = same(kind, found, sentence, decoder.decode(sentence), expected);
        if (kind.isValid(own.get(i))) {
          valid++;
          assertThat(isSame).as("%s: %s, not %s", SENTENCES.get(i), found, expected).isTrue();
        }
        differing += isSame ? 0 : 1;
        entities += found.size();
        if (kind.keepsProbabilities()) {
          WordDistributions its = new WordDistributions(own.get(i), words, kind.tags().size());
          assertThat(Formulas.MNLP.score(sentence))
              .isCloseTo(Formulas.MNLP.score(its), within(1e-6));
        }
      }
    }
    assertThat(entities).isGreaterThan(300);
    assertThat(valid).isGreaterThan(200);
    // Of IOB2 and BILOU the best path may be invalid: then Winnow takes the best valid one.
    assertThat(differing).isBetween(kind.mayBreak() ? 1 : 0, SENTENCES.size() - valid);
  }

  private static List<float[]> own(Kind kind) throws IOException {
    try (TokenClassifier raw = ToyHeads.raw(kind)) {
      return ToyHeads.ownRows(kind, raw, SENTENCES);
    }
  }

  private static boolean same(
      Kind kind,
      List<ConfidentSpan> found,
      WordDistributions sentence,
      int[] path,
      List<PipelineAggregation.Group> expected) {
    if (found.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      ConfidentSpan one = found.get(i);
      PipelineAggregation.Group other = expected.get(i);
      double mean = 0;
      for (int word = one.span().startWord(); word < one.span().endWord(); word++) {
        mean += Math.exp(sentence.logProbability(word, path[word])) / one.span().length();
      }
      double added = mean - other.score();
      boolean isSameScore = kind.keepsProbabilities() ? Math.abs(added) < 1e-5 : added > -1e-5;
      // Winnow shows the geometric mean, which is never above the pipeline's arithmetic one.
      if (!one.span().equals(other.span()) || !isSameScore || one.confidence() > mean + 1e-5) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aPassWithDropoutIsReadByItsOwnPath() throws IOException {
    Path trained = ToyHeads.trained(Kind.IOB1);
    List<List<String>> some = SENTENCES.subList(0, 40);
    InferenceOptions committee = new InferenceOptions(3, 7, InferenceOptions.Pooling.MEAN);
    List<Prediction> own;
    try (TokenClassifier raw = ToyHeads.raw(Kind.IOB1)) {
      own = raw.predict(some, BatchLayout.DEFAULT, committee).sentences();
    }
    try (TokenClassifier classifier = TokenClassifier.load(trained, Precision.FP32, Device.cpu())) {
      List<Prediction> read = classifier.predict(some, BatchLayout.DEFAULT, committee).sentences();
      IobDecoder decoder = new IobDecoder(classifier.scheme());
      int tags = classifier.scheme().tagCount();
      for (int i = 0; i < read.size(); i++) {
        Prediction.Predicted its = (Prediction.Predicted) own.get(i);
        Prediction.Predicted one = (Prediction.Predicted) read.get(i);
        assertThat(one.embedding()).containsExactly(its.embedding());
        assertThat(one.committee()).hasSize(3);
        for (int pass = 0; pass < 3; pass++) {
          float[] rows = one.committee().get(pass);
          assertThat(
                  decoder.spans(new WordDistributions(rows, some.get(i).size(), tags)).stream()
                      .map(ConfidentSpan::span))
              .isEqualTo(
                  PipelineAggregation.first(Kind.IOB1.labels(), its.committee().get(pass)).stream()
                      .map(PipelineAggregation.Group::span)
                      .toList());
        }
      }
    }
  }

  /** A zero-width joiner, which the tokenizer drops, is no word before another. */
  @Test
  void aWordThatTheModelDoesNotSeeBreaksNoEntity() throws IOException {
    try (TokenClassifier classifier =
        TokenClassifier.load(ToyHeads.trained(Kind.IOB1), Precision.FP32, Device.cpu())) {
      List<List<String>> sentences =
          List.of(
              List.of("met", "Anna", "Keller", "in", "Bern"),
              List.of("met", "Anna", "\u200d", "Keller", "in", "Bern"));
      List<List<EntitySpan>> found =
          classifier
              .predict(sentences, BatchLayout.DEFAULT, InferenceOptions.PLAIN)
              .predicted()
              .stream()
              .map(
                  it -> new IobDecoder(classifier.scheme()).spans(it.distributions().orElseThrow()))
              .map(spans -> spans.stream().map(ConfidentSpan::span).toList())
              .toList();
      assertThat(found)
          .containsExactly(
              List.of(new EntitySpan(1, 3, "PER"), new EntitySpan(4, 5, "LOC")),
              List.of(new EntitySpan(1, 4, "PER"), new EntitySpan(5, 6, "LOC")));
    }
  }

  /** An IOB2 head's rows are what they were, bit for bit. */
  @Test
  void iob2IsNotTouched() throws IOException {
    Path trained = ToyHeads.trained(Kind.IOB2);
    List<float[]> own = own(Kind.IOB2);
    try (TokenClassifier classifier = TokenClassifier.load(trained, Precision.FP32, Device.cpu())) {
      List<float[]> rows = classifier.logProbabilities(SENTENCES, BatchLayout.DEFAULT);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i)).containsExactly(own.get(i));
      }
    }
  }

  static List<String> pathOf(List<String> labels, float[] rows) {
    WordDistributions sentence =
        new WordDistributions(rows, rows.length / labels.size(), labels.size());
    List<String> path = new ArrayList<>();
    for (int word = 0; word < sentence.words(); word++) {
      path.add(labels.get(sentence.bestTag(word)));
    }
    return path;
  }
}
