package io.winnow.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.evaluation.SpanF1;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.InventedSentences;
import io.winnow.testing.crowd.Mistakes;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.testing.crowd.Worker;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What adjudicators make of crowds whose truth is known. */
class AdjudicatorQualityTest {

  private static final LabelScheme SCHEME = new LabelScheme(InventedSentences.TYPES);
  private static final int SENTENCES = 1500;
  private static final Crowd PERFECT_AMONG_NOISE =
      Crowd.of(
          Worker.PERFECT,
          Crowd.worker("p35"),
          Crowd.worker("p41"),
          Crowd.worker("p01"),
          Crowd.worker("p16"));

  @ParameterizedTest
  @ValueSource(strings = {"dawid-skene", "bsc-cm", "bsc"})
  void onePerfectAnnotatorAmongNoiseIsBelieved(String name) {
    double vote = f1("majority-tokens", PERFECT_AMONG_NOISE, Mistakes.INDEPENDENT, 5, 1);
    assertThat(f1(name, PERFECT_AMONG_NOISE, Mistakes.INDEPENDENT, 5, 1))
        .isGreaterThan(vote + 0.1)
        .isGreaterThan(0.88);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mace", "dawid-skene", "bsc-cm", "bsc"})
  void onePerfectAnnotatorAmongNoiseIsFound(String name) {
    List<GoldSentence> gold = InventedSentences.of(SENTENCES, 1);
    Judgements judgements =
        Judgements.of(
            SCHEME,
            new SimulatedCrowd(PERFECT_AMONG_NOISE, SCHEME.types(), 5, Mistakes.INDEPENDENT, 1)
                .annotate(gold));
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    int best = 0;
    for (int annotator = 1; annotator < judgements.annotators(); annotator++) {
      if (right(adjudication, annotator) > right(adjudication, best)) {
        best = annotator;
      }
    }
    assertThat(judgements.annotatorId(best)).isEqualTo("w0");
  }

  private static double right(Adjudication adjudication, int annotator) {
    double[][] confusion = adjudication.confusion(annotator);
    return IntStream.range(0, confusion.length).mapToDouble(tag -> confusion[tag][tag]).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsc-cm", "bsc"})
  void onePerfectAnnotatorIsFoundEvenIfTheOthersMostlyErrAlike(String name) {
    Crowd crowd =
        Crowd.of(
            Worker.PERFECT,
            Crowd.worker("p01"),
            Crowd.worker("p14"),
            Crowd.worker("p16"),
            Crowd.worker("p23"));
    assertThat(f1(name, crowd, Mistakes.SHARED, 5, 1))
        .isGreaterThan(f1("majority-tokens", crowd, Mistakes.SHARED, 5, 1) + 0.1)
        .isGreaterThan(0.9);
  }

  @Test
  void theMoreIsModelledTheBetterIsAMixedCrowdSettled() {
    Map<String, Double> reached = new LinkedHashMap<>();
    for (String name : Adjudicators.names()) {
      double sum = 0;
      for (int seed = 0; seed < 3; seed++) {
        sum += f1(name, Crowd.real(), Mistakes.SHARED, 5, seed);
      }
      reached.put(name, sum / 3);
    }
    assertThat(reached.get("majority-tokens")).isGreaterThan(reached.get("majority"));
    assertThat(reached.get("mace")).isGreaterThan(reached.get("majority-tokens"));
    assertThat(reached.get("dawid-skene")).isGreaterThan(reached.get("mace"));
    assertThat(reached.get("bsc-cm")).isGreaterThan(reached.get("dawid-skene"));
    assertThat(reached.get("bsc")).isGreaterThan(reached.get("bsc-cm"));
  }

  @Test
  void twoASentenceAreEnoughForTheSequenceAwareOneToBeatTheVote() {
    Crowd crowd = Crowd.real();
    assertThat(f1("bsc", crowd, Mistakes.SHARED, 2, 5))
        .isGreaterThan(f1("majority", crowd, Mistakes.SHARED, 2, 5));
  }

  /** Of one hundred sentences stated at 95 %, about 95 are right. */
  @ParameterizedTest
  @ValueSource(strings = {"dawid-skene", "bsc-cm", "bsc"})
  void whatIsStatedWithConfidenceIsRightThatOften(String name) {
    List<GoldSentence> gold = InventedSentences.of(SENTENCES, 1);
    Map<String, List<EntitySpan>> truths = new HashMap<>();
    gold.forEach(sentence -> truths.put(sentence.id(), sentence.spans()));
    SimulatedCrowd crowd = new SimulatedCrowd(Crowd.real(), SCHEME.types(), 5, Mistakes.SHARED, 1);
    Judgements judgements = Judgements.of(SCHEME, crowd.annotate(gold));
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    double stated = 0;
    double right = 0;
    double sure = 0;
    double rightAndSure = 0;
    for (int i = 0; i < judgements.sentences(); i++) {
      AdjudicatedLabel label = adjudication.label(i);
      boolean isRight = TestAnnotations.bare(label).equals(truths.get(label.sentenceId()));
      stated += label.confidence();
      right += isRight ? 1 : 0;
      sure += label.confidence() >= 0.9 ? 1 : 0;
      rightAndSure += isRight && label.confidence() >= 0.9 ? 1 : 0;
    }
    assertThat(stated / right).isBetween(0.85, 1.15);
    assertThat(sure).isGreaterThan(100);
    assertThat(rightAndSure / sure).isGreaterThan(0.88);
  }

  private static double f1(
      String name, Crowd crowd, Mistakes mistakes, int perSentence, long seed) {
    List<GoldSentence> gold = InventedSentences.of(SENTENCES, seed);
    SimulatedCrowd simulated =
        new SimulatedCrowd(crowd, SCHEME.types(), perSentence, mistakes, seed);
    Judgements judgements = Judgements.of(SCHEME, simulated.annotate(gold));
    Adjudication adjudication = Adjudicators.named(name).adjudicate(judgements);
    List<List<EntitySpan>> found = new ArrayList<>();
    for (int i = 0; i < judgements.sentences(); i++) {
      found.add(TestAnnotations.bare(adjudication.label(i)));
    }
    return SpanF1.of(gold.stream().map(GoldSentence::spans).toList(), found).f1();
  }
}
