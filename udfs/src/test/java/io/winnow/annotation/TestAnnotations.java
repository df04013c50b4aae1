package io.winnow.annotation;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Annotated sentences for tests, written as tags. */
final class TestAnnotations {

  static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));

  private TestAnnotations() {}

  /** One sentence; answer by answer its tags, annotators being a, b, c and so on. */
  static AnnotatedSentence sentence(String id, String words, String... answers) {
    List<Annotation> annotations = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      annotations.add(
          new Annotation(
              id, String.valueOf((char) ('a' + i)), AnnotationStatus.DONE, spans(answers[i])));
    }
    return new AnnotatedSentence(id, Arrays.asList(words.split(" ")), annotations);
  }

  static List<EntitySpan> spans(String tags) {
    return Tags.spans(Arrays.asList(tags.split(" ")));
  }

  static List<EntitySpan> bare(AdjudicatedLabel label) {
    return label.spans().stream().map(ConfidentSpan::span).toList();
  }

  /** Sentences with a few annotators each, who say anything. */
  static List<AnnotatedSentence> drawn(Random random, int sentences, int annotators) {
    List<AnnotatedSentence> drawn = new ArrayList<>();
    for (int s = 0; s < sentences; s++) {
      String id = "s" + s;
      int words = 1 + random.nextInt(6);
      List<Annotation> annotations = new ArrayList<>();
      int first = random.nextInt(annotators);
      for (int i = 0; i <= random.nextInt(annotators); i++) {
        String who = "w" + (first + i) % annotators;
        annotations.add(new Annotation(id, who, AnnotationStatus.DONE, drawnSpans(random, words)));
      }
      drawn.add(new AnnotatedSentence(id, drawnWords(random, words), annotations));
    }
    return drawn;
  }

  static List<EntitySpan> drawnSpans(Random random, int words) {
    List<EntitySpan> spans = new ArrayList<>();
    int word = 0;
    while (word < words) {
      int length = 1 + random.nextInt(3);
      if (random.nextInt(3) == 0 && word + length <= words) {
        String type = SCHEME.types().get(random.nextInt(2));
        spans.add(new EntitySpan(word, word + length, type));
        word += length;
      } else {
        word++;
      }
    }
    return spans;
  }

  static List<String> drawnWords(Random random, int words) {
    List<String> drawn = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      drawn.add(String.valueOf((char) ('a' + random.nextInt(8))));
    }
    return drawn;
  }

  /** The same with other names, sentences and annotations in another order. */
  static List<AnnotatedSentence> renamedAndShuffled(List<AnnotatedSentence> some, Random random) {
    List<AnnotatedSentence> others = new ArrayList<>();
    for (AnnotatedSentence sentence : some) {
      List<Annotation> annotations = new ArrayList<>();
      for (Annotation a : sentence.annotations()) {
        String name = "z" + (100 - Integer.parseInt(a.annotatorId().substring(1)));
        annotations.add(new Annotation(a.sentenceId(), name, a.status(), a.spans()));
      }
      Collections.shuffle(annotations, random);
      others.add(new AnnotatedSentence(sentence.id(), sentence.words(), annotations));
    }
    Collections.shuffle(others, random);
    return others;
  }
}
