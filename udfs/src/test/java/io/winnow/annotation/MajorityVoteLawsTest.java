package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import io.winnow.text.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MajorityVoteLawsTest {

  private static final int WORDS = 8;
  private static final LabelScheme SCHEME = new LabelScheme(List.of("PER", "LOC"));

  private final MajorityVote vote = new MajorityVote();

  @Property(tries = 200)
  void theOrderOfAnnotationsChangesNothing(
      @ForAll("answers") List<List<EntitySpan>> answers, @ForAll Random random) {
    List<Annotation> shuffled = new ArrayList<>(annotations(answers, "a"));
    Collections.shuffle(shuffled, random);
    assertThat(settle(shuffled)).isEqualTo(settle(annotations(answers, "a")));
  }

  @Property(tries = 200)
  void theNamesOfAnnotatorsChangeNothing(@ForAll("answers") List<List<EntitySpan>> answers) {
    assertThat(settle(annotations(answers, "z"))).isEqualTo(settle(annotations(answers, "a")));
  }

  @Property(tries = 200)
  void noTwoSpansOverlapAndEachHasHalfOfTheVotes(
      @ForAll("answers") List<List<EntitySpan>> answers) {
    List<ConfidentSpan> settled = settle(annotations(answers, "a"));
    for (int i = 0; i < settled.size(); i++) {
      assertThat(settled.get(i).confidence()).isBetween(0.5, 1.0);
      for (int j = 0; j < i; j++) {
        assertThat(settled.get(i).span().overlaps(settled.get(j).span())).isFalse();
      }
    }
  }

  @Property(tries = 200)
  void whatMoreThanHalfMarkedAlwaysStays(@ForAll("answers") List<List<EntitySpan>> answers) {
    List<EntitySpan> settled =
        settle(annotations(answers, "a")).stream().map(ConfidentSpan::span).toList();
    for (EntitySpan span : answers.stream().flatMap(List::stream).toList()) {
      long votes = answers.stream().filter(answer -> answer.contains(span)).count();
      if (2 * votes > answers.size()) {
        assertThat(settled).contains(span);
      }
    }
  }

  @Property(tries = 100)
  void whatAllAgreeOnComesBackUnchanged(@ForAll("answers") List<List<EntitySpan>> answers) {
    List<EntitySpan> one = answers.get(0);
    assertThat(settle(annotations(Collections.nCopies(answers.size(), one), "a")))
        .isEqualTo(one.stream().map(span -> new ConfidentSpan(span, 1.0)).toList());
  }

  @Provide
  Arbitrary<List<List<EntitySpan>>> answers() {
    return tags().list().ofSize(WORDS).map(Tags::spans).list().ofMinSize(1).ofMaxSize(6);
  }

  private Arbitrary<String> tags() {
    return Arbitraries.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  }

  private List<ConfidentSpan> settle(List<Annotation> annotations) {
    List<String> words = Collections.nCopies(WORDS, "word");
    AnnotatedSentence sentence = new AnnotatedSentence("s", words, annotations);
    return vote.adjudicate(Judgements.of(SCHEME, List.of(sentence))).label(0).spans();
  }

  private static List<Annotation> annotations(List<List<EntitySpan>> answers, String prefix) {
    List<Annotation> annotations = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      String name = prefix + (prefix.equals("z") ? answers.size() - i : i);
      annotations.add(new Annotation("s", name, AnnotationStatus.DONE, answers.get(i)));
    }
    return annotations;
  }
}
