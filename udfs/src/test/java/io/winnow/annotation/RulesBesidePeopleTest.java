package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.evaluation.SpanF1;
import io.winnow.evaluation.quality.AnnotatorReport;
import io.winnow.evaluation.quality.QualityReport;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.InventedSentences;
import io.winnow.testing.crowd.Mistakes;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.testing.crowd.Worker;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dictionary is heard beside people: it finds a third of the entities, and errs seldom. */
class RulesBesidePeopleTest {

  private static final LabelScheme SCHEME = new LabelScheme(InventedSentences.TYPES);
  private static final Worker DICTIONARY = new Worker(1, 0.65, 0.03, 0.05, 0.002, 0);
  private static final String RULE = "weak:places";
  private static final List<GoldSentence> GOLD = InventedSentences.of(1000, 1);
  private static final List<AnnotatedSentence> PEOPLE =
      new SimulatedCrowd(Crowd.real(), SCHEME.types(), 2, Mistakes.SHARED, 1).annotate(GOLD);
  private static final Judgements BY_PEOPLE = Judgements.of(SCHEME, PEOPLE);
  private static final Judgements BY_ALL = Judgements.of(SCHEME, withDictionary());

  @ParameterizedTest
  @ValueSource(strings = {"dawid-skene", "mace", "bsc-cm", "bsc"})
  void whoLearnsWhatAnnotatorsAreWorthGainsFromIt(String name) {
    Adjudicator adjudicator = Adjudicators.named(name);
    assertThat(adjudicator.weighsAnnotators()).isTrue();
    assertThat(f1(adjudicator.adjudicate(BY_ALL)))
        .isGreaterThan(f1(adjudicator.adjudicate(BY_PEOPLE)) + 0.02);
  }

  @Test
  void whoCountsAllAlikeDoesNot() {
    Adjudicator majority = Adjudicators.named("majority");
    assertThat(majority.weighsAnnotators()).isFalse();
    assertThat(f1(majority.adjudicate(BY_ALL))).isLessThan(f1(majority.adjudicate(BY_PEOPLE)));
  }

  @Test
  void peoplesConfusionsAreFoundUnderTheirPlacesAmongPeople() {
    Adjudication all = Adjudicators.named("bsc-cm").adjudicate(BY_ALL);
    Adjudication seen = new SeenByPeople(BY_PEOPLE, BY_ALL, all);
    for (int annotator = 0; annotator < BY_PEOPLE.annotators(); annotator++) {
      assertThat(seen.confusion(annotator))
          .isDeepEqualTo(all.confusion(placeInAll(BY_PEOPLE.annotatorId(annotator))));
    }
    assertThat(seen.label(3).spans()).isEqualTo(all.label(3).spans());
    assertThat(seen.label(3).sentenceId()).isEqualTo(BY_PEOPLE.sentenceId(3));
  }

  @Test
  void otherSentencesAreRefused() {
    Judgements fewer = Judgements.of(SCHEME, PEOPLE.subList(0, 10));
    Adjudication all = Adjudicators.named("mace").adjudicate(BY_ALL);
    assertThatThrownBy(() -> new SeenByPeople(fewer, BY_ALL, all))
        .hasMessageContaining("People judged 10 sentences, all annotators together 1000");
  }

  @Test
  void itsReportSaysHowRightItIsAndHoldsNoSuspicion() {
    Adjudication all = Adjudicators.named("bsc").adjudicate(BY_ALL);
    List<AnnotatorReport> reports = QualityReport.ofRules(BY_ALL, all, Set.of(RULE, "weak:other"));
    assertThat(reports).hasSize(1);
    AnnotatorReport report = reports.get(0);
    assertThat(report.annotator()).isEqualTo(RULE);
    assertThat(report.work().sentences()).isEqualTo(1000);
    assertThat(report.settled().precision()).isGreaterThan(0.7);
    assertThat(report.settled().recall()).isBetween(0.2, 0.5);
    assertThat(report.confusion()).isDeepEqualTo(all.confusion(placeInAll(RULE)));
    assertThat(report.peerF1()).isNaN();
    assertThat(report.suspicions()).isEmpty();
    assertThat(report.likelySpammer()).isFalse();
  }

  private static List<AnnotatedSentence> withDictionary() {
    List<AnnotatedSentence> dictionary =
        new SimulatedCrowd(Crowd.of(DICTIONARY), SCHEME.types(), 1, Mistakes.INDEPENDENT, 2)
            .annotate(GOLD);
    List<AnnotatedSentence> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE.size(); i++) {
      AnnotatedSentence people = PEOPLE.get(i);
      List<Annotation> annotations = new ArrayList<>(people.annotations());
      List<EntitySpan> spans = dictionary.get(i).annotations().get(0).spans();
      annotations.add(new Annotation(people.id(), RULE, AnnotationStatus.DONE, spans));
      all.add(new AnnotatedSentence(people.id(), people.words(), annotations));
    }
    return all;
  }

  private static int placeInAll(String name) {
    for (int annotator = 0; annotator < BY_ALL.annotators(); annotator++) {
      if (BY_ALL.annotatorId(annotator).equals(name)) {
        return annotator;
      }
    }
    throw new AssertionError(name);
  }

  private static double f1(Adjudication adjudication) {
    List<List<EntitySpan>> found = new ArrayList<>();
    for (int i = 0; i < GOLD.size(); i++) {
      found.add(TestAnnotations.bare(adjudication.label(i)));
    }
    return SpanF1.of(GOLD.stream().map(GoldSentence::spans).toList(), found).f1();
  }
}
