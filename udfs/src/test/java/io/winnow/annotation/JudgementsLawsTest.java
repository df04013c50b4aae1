package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JudgementsLawsTest {

  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));

  @Property(tries = 100)
  void neitherNamesNorOrderChangeWhatStandsWhere(@ForAll long seed) {
    List<AnnotatedSentence> sentences = drawn(new Random(seed), "a");
    List<AnnotatedSentence> shuffled = drawn(new Random(seed), "z");
    Random order = new Random(seed + 1);
    shuffled.replaceAll(
        s -> {
          List<Annotation> annotations = new ArrayList<>(s.annotations());
          Collections.shuffle(annotations, order);
          return new AnnotatedSentence(s.id(), s.words(), annotations);
        });
    Collections.shuffle(shuffled, order);

    assertThat(described(Judgements.of(SCHEME, shuffled)))
        .isEqualTo(described(Judgements.of(SCHEME, sentences)));
  }

  @Property(tries = 100)
  void whatWentInComesOut(@ForAll long seed) {
    List<AnnotatedSentence> sentences = drawn(new Random(seed), "a");
    Judgements judgements = Judgements.of(SCHEME, sentences);
    List<Annotation> out = new ArrayList<>();
    for (int s = 0; s < judgements.sentences(); s++) {
      for (int a = judgements.firstAnnotation(s); a < judgements.firstAnnotation(s + 1); a++) {
        out.add(
            new Annotation(
                judgements.sentenceId(s),
                judgements.annotatorId(judgements.annotator(a)),
                AnnotationStatus.DONE,
                judgements.spans(s, a)));
      }
    }
    assertThat(out)
        .containsExactlyInAnyOrderElementsOf(
            sentences.stream().flatMap(s -> s.annotations().stream()).toList());
  }

  @Example
  void formsFoldCaseAndDigits() {
    List<Annotation> answer = List.of(new Annotation("s", "a", AnnotationStatus.DONE, List.of()));
    Judgements judgements =
        Judgements.of(
            SCHEME,
            List.of(new AnnotatedSentence("s", List.of("May", "1999", "may", "2000"), answer)));
    assertThat(judgements.forms()).isEqualTo(2);
    assertThat(judgements.form(2)).isEqualTo(judgements.form(0));
    assertThat(judgements.form(3)).isEqualTo(judgements.form(1));
  }

  @Example
  void twoAnswersOfOneAnnotatorAreRefused() {
    Annotation answer = new Annotation("s", "a", AnnotationStatus.DONE, List.of());
    AnnotatedSentence sentence =
        new AnnotatedSentence("s", List.of("word"), List.of(answer, answer));
    assertThatThrownBy(() -> Judgements.of(SCHEME, List.of(sentence)))
        .hasMessage("Annotator a answers sentence s twice");
  }

  @Example
  void oneSentenceAddedTwiceIsRefused() {
    Annotation answer = new Annotation("s", "a", AnnotationStatus.DONE, List.of());
    AnnotatedSentence sentence = new AnnotatedSentence("s", List.of("word"), List.of(answer));
    assertThatThrownBy(() -> Judgements.of(SCHEME, List.of(sentence, sentence)))
        .hasMessage("Sentence s is there twice");
  }

  private static List<AnnotatedSentence> drawn(Random random, String prefix) {
    List<AnnotatedSentence> sentences = new ArrayList<>();
    for (int s = 0; s < 6; s++) {
      int words = 1 + random.nextInt(5);
      List<Annotation> annotations = new ArrayList<>();
      for (int a = 0; a < 4; a++) {
        List<EntitySpan> spans = new ArrayList<>();
        for (int word = 0; word < words; word++) {
          if (random.nextInt(3) == 0) {
            spans.add(new EntitySpan(word, word + 1, SCHEME.types().get(random.nextInt(2))));
          }
        }
        annotations.add(new Annotation("s" + s, name(prefix, a), AnnotationStatus.DONE, spans));
      }
      sentences.add(new AnnotatedSentence("s" + s, Collections.nCopies(words, "w"), annotations));
    }
    return sentences;
  }

  private static String name(String prefix, int annotator) {
    return prefix + (prefix.equals("z") ? 9 - annotator : annotator);
  }

  private static List<String> described(Judgements judgements) {
    List<String> lines = new ArrayList<>();
    for (int s = 0; s < judgements.sentences(); s++) {
      for (int a = judgements.firstAnnotation(s); a < judgements.firstAnnotation(s + 1); a++) {
        lines.add(
            judgements.sentenceId(s) + " " + judgements.annotator(a) + judgements.spans(s, a));
      }
    }
    return lines;
  }
}
