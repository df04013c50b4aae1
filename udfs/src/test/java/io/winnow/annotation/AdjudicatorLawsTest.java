package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every adjudicator there is. */
class AdjudicatorLawsTest {

  @Property(tries = 100)
  void namesAndOrderChangeNotABit(@ForAll("names") String name, @ForAll long seed) {
    List<AnnotatedSentence> sentences = TestAnnotations.drawn(new Random(seed), 12, 5);
    assertThat(described(name, TestAnnotations.renamedAndShuffled(sentences, new Random(seed + 1))))
        .isEqualTo(described(name, sentences));
  }

  @Property(tries = 50)
  void theSameInputGivesTheSame(@ForAll("names") String name, @ForAll long seed) {
    assertThat(described(name, TestAnnotations.drawn(new Random(seed), 12, 5)))
        .isEqualTo(described(name, TestAnnotations.drawn(new Random(seed), 12, 5)));
  }

  @Property(tries = 200)
  void whatAllAgreeOnComesBackUnchanged(@ForAll("names") String name, @ForAll long seed) {
    Random random = new Random(seed);
    List<AnnotatedSentence> sentences = new ArrayList<>();
    List<List<EntitySpan>> truths = new ArrayList<>();
    for (int s = 0; s < 10; s++) {
      int words = 1 + random.nextInt(8);
      List<EntitySpan> truth = TestAnnotations.drawnSpans(random, words);
      List<Annotation> annotations = new ArrayList<>();
      int first = random.nextInt(6);
      int last = first + random.nextInt(3);
      for (int a = first; a <= last; a++) {
        annotations.add(new Annotation("s" + s, "w" + a, AnnotationStatus.DONE, truth));
      }
      truths.add(truth);
      sentences.add(
          new AnnotatedSentence("s" + s, TestAnnotations.drawnWords(random, words), annotations));
    }
    Judgements judgements = Judgements.of(TestAnnotations.SCHEME, sentences);
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    for (int s = 0; s < truths.size(); s++) {
      assertThat(TestAnnotations.bare(adjudication.label(s))).isEqualTo(truths.get(s));
    }
  }

  @Property(tries = 100)
  void posteriorsAreProbabilitiesAndSpansDoNotOverlap(
      @ForAll("names") String name, @ForAll long seed) {
    Judgements judgements =
        Judgements.of(TestAnnotations.SCHEME, TestAnnotations.drawn(new Random(seed), 12, 5));
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    int tags = TestAnnotations.SCHEME.tagCount();
    for (int s = 0; s < judgements.sentences(); s++) {
      AdjudicatedLabel label = adjudication.label(s);
      assertThat(label.posteriors()).hasSize(judgements.wordCount(s) * tags);
      for (int word = 0; word < judgements.wordCount(s); word++) {
        double sum = 0;
        for (int tag = 0; tag < tags; tag++) {
          assertThat(label.posteriors()[word * tags + tag]).isBetween(0f, 1f);
          sum += label.posteriors()[word * tags + tag];
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
      assertThat(label.confidence()).isBetween(0.0, 1.0);
      // Refuses spans that overlap or lie beyond the words.
      TestAnnotations.SCHEME.tagIds(judgements.wordCount(s), TestAnnotations.bare(label));
      label.spans().forEach(span -> assertThat(span.confidence()).isBetween(0.0, 1.0));
    }
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      for (double[] row : adjudication.confusion(annotator)) {
        assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Property(tries = 30)
  void sentencesWithoutWordsAndTypesNeverSeenAreNoTrouble(@ForAll("names") String name) {
    LabelScheme scheme = new LabelScheme(List.of("PER", "LOC", "NEVER"));
    Annotation empty = new Annotation("s", "a", AnnotationStatus.DONE, List.of());
    Judgements judgements =
        Judgements.of(
            scheme,
            List.of(
                new AnnotatedSentence("s", List.of(), List.of(empty)),
                TestAnnotations.sentence("t", "Ann in Rome", "B-PER O B-LOC", "B-PER O O")));
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    assertThat(adjudication.label(0).spans()).isEmpty();
    assertThat(adjudication.label(0).confidence()).isEqualTo(1);
    assertThat(TestAnnotations.bare(adjudication.label(1))).contains(new EntitySpan(0, 1, "PER"));
  }

  @Property(tries = 10)
  void nothingAtAllIsNoTrouble(@ForAll("names") String name) {
    Adjudicators.named(name).adjudicate(Judgements.of(TestAnnotations.SCHEME, List.of()));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(Adjudicators.names());
  }

  private static List<String> described(String name, List<AnnotatedSentence> sentences) {
    Judgements judgements = Judgements.of(TestAnnotations.SCHEME, sentences);
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    List<String> lines = new ArrayList<>();
    for (int s = 0; s < judgements.sentences(); s++) {
      AdjudicatedLabel label = adjudication.label(s);
      lines.add(
          label.sentenceId()
              + label.spans()
              + label.confidence()
              + Arrays.toString(label.posteriors()));
    }
    for (int annotator = 0; annotator < judgements.annotators(); annotator++) {
      lines.add(Arrays.deepToString(adjudication.confusion(annotator)));
    }
    return lines;
  }
}
