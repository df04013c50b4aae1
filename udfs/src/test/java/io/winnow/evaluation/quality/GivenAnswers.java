package io.winnow.evaluation.quality;

import static io.winnow.annotation.AnnotationStatus.DONE;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.Judgements;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Answers written down in a test, and the judgements made of them. */
final class GivenAnswers {

  static final LabelScheme SCHEME = new LabelScheme(List.of("LOC", "ORG", "PER"));

  private final LabelScheme scheme;
  private final List<AnnotatedSentence> sentences = new ArrayList<>();

  GivenAnswers() {
    this(SCHEME);
  }

  GivenAnswers(LabelScheme scheme) {
    this.scheme = scheme;
  }

  GivenAnswers sentence(String id, int words, Annotation... answers) {
    sentences.add(new AnnotatedSentence(id, Collections.nCopies(words, "w"), List.of(answers)));
    return this;
  }

  Judgements judgements() {
    return Judgements.of(scheme, sentences);
  }

  static Annotation says(String sentence, String annotator, EntitySpan... spans) {
    return new Annotation(sentence, annotator, DONE, List.of(spans));
  }

  static EntitySpan span(int start, int end, String type) {
    return new EntitySpan(start, end, type);
  }

  static Agreement agreement(Judgements judgements) {
    Agreement.Tally tally = new Agreement.Tally(judgements);
    for (int sentence = 0; sentence < judgements.sentences(); sentence++) {
      tally.add(SentenceAnswers.all(judgements, sentence));
    }
    return tally.agreement();
  }
}
