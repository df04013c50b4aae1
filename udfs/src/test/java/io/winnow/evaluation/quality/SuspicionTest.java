package io.winnow.evaluation.quality;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.annotation.Adjudicators;
import io.winnow.annotation.AnnotatedSentence;
import io.winnow.evaluation.SpanCounts;
import io.winnow.evaluation.quality.AnnotatorReport.Drift;
import io.winnow.evaluation.quality.AnnotatorReport.Pace;
import io.winnow.evaluation.quality.AnnotatorReport.Workload;
import io.winnow.evaluation.quality.Habits.Diligent;
import io.winnow.evaluation.quality.Habits.Drifter;
import io.winnow.evaluation.quality.Habits.EmptySpammer;
import io.winnow.evaluation.quality.Habits.FastClicker;
import io.winnow.evaluation.quality.Habits.Habit;
import io.winnow.evaluation.quality.Habits.RandomSpammer;
import io.winnow.testing.crowd.Crowd;
import io.winnow.testing.crowd.CrowdReport;
import io.winnow.testing.crowd.GoldSentence;
import io.winnow.testing.crowd.InventedSentences;
import io.winnow.testing.crowd.SimulatedCrowd;
import io.winnow.text.LabelScheme;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionTest {

  /**
   * Twenty who find 50 to 88 % of the entities, and four who should be noticed. Each answers about
   * a thousand sentences.
   */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "3, 5", "4, 5", "5, 2", "6, 2"})
  void plantedAnnotatorsAreFlaggedAndTheOthersAreNot(long seed, int each) {
    Map<String, Habit> crowd = diligent(20);
    crowd.put("clicker", new FastClicker());
    crowd.put("drifter", new Drifter());
    crowd.put("empty", new EmptySpammer());
    crowd.put("random", new RandomSpammer());
    QualityReport report = Habits.report(crowd, 24_000 / each, each, seed);

    Map<String, Set<Suspicion>> found =
        report.annotators().stream()
            .filter(annotator -> !annotator.suspicions().isEmpty())
            .collect(toMap(AnnotatorReport::annotator, AnnotatorReport::suspicions));
    assertThat(found.keySet()).containsExactlyInAnyOrder("clicker", "drifter", "empty", "random");
    assertThat(found.get("clicker")).containsExactly(Suspicion.TOO_FAST);
    assertThat(found.get("drifter")).containsExactly(Suspicion.DRIFTING);
    assertThat(found.get("empty")).contains(Suspicion.NEAR_CHANCE, Suspicion.ALWAYS_EMPTY);
    assertThat(found.get("random")).contains(Suspicion.NEAR_CHANCE);
    assertThat(found.get("random")).doesNotContain(Suspicion.ALWAYS_EMPTY);
    assertThat(report.annotators())
        .filteredOn(AnnotatorReport::likelySpammer)
        .extracting(AnnotatorReport::annotator)
        .containsExactly("clicker", "empty", "random");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void aCrowdOfHonestPeopleIsUnderNoSuspicion(long seed) {
    QualityReport report = Habits.report(diligent(30), 3000, 3, seed);
    assertThat(report.annotators()).allMatch(annotator -> annotator.suspicions().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void oneWhoAnsweredLittleIsNotJudged(long seed) {
    QualityReport report = Habits.report(diligent(30), 20, 3, seed);
    assertThat(report.annotators()).allMatch(annotator -> annotator.suspicions().isEmpty());
  }

  /**
   * A crowd that errs as real workers did. Bad is who has less than 0.6 of the crowd's median F1
   * against the truth: of those who are far behind all but one in ten are, and they are most of the
   * bad ones; the others answered little.
   */
  @Test
  void whoIsFarBehindIsBadAndNearlyNobodyElse() {
    int bad = 0;
    int right = 0;
    int flagged = 0;
    for (int seed = 0; seed < 4; seed++) {
      List<GoldSentence> gold = InventedSentences.of(2500, seed);
      List<AnnotatedSentence> answers =
          new SimulatedCrowd(Crowd.real(), InventedSentences.TYPES, 0, seed).annotate(gold);
      CrowdReport crowd =
          CrowdReport.of(
              new LabelScheme(InventedSentences.TYPES), gold, answers, Adjudicators.named("bsc"));
      for (AnnotatorReport report : crowd.quality().annotators()) {
        boolean isBad = crowd.trueF1(report.annotator()) < 0.6 * crowd.usualF1();
        boolean isFlagged = report.suspicions().contains(Suspicion.FAR_BEHIND);
        bad += isBad ? 1 : 0;
        flagged += isFlagged ? 1 : 0;
        right += isBad && isFlagged ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo((int) (0.9 * flagged));
    assertThat(right).isGreaterThanOrEqualTo((int) (0.7 * bad));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void oneWhoFindsAThirdOfTheEntitiesIsNoSpammer(long seed) {
    Map<String, Habit> crowd = diligent(10);
    crowd.put("poor", new Diligent(0.33, 0.2));
    QualityReport report = Habits.report(crowd, 2000, 3, seed);
    assertThat(report.annotators()).noneMatch(AnnotatorReport::likelySpammer);
  }

  /** By hand: 5 of 75 spans both times, at most .1467 (Wilson), an F1 of .256. */
  @Test
  void inconsistentAnswersToRepeatsAreASuspicion() {
    ControlAnswers repeats = new ControlAnswers(30, 2, new SpanCounts(40, 40, 5));
    assertThat(repeats.f1Interval().high()).isCloseTo(0.2559, within(1e-3));
    assertThat(with(ControlAnswers.NONE, repeats).suspicions())
        .containsExactly(Suspicion.INCONSISTENT);
    ControlAnswers few = new ControlAnswers(3, 0, new SpanCounts(4, 4, 0));
    assertThat(with(ControlAnswers.NONE, few).suspicions()).isEmpty();
    ControlAnswers good = new ControlAnswers(30, 28, new SpanCounts(40, 40, 36));
    assertThat(with(ControlAnswers.NONE, good).suspicions()).isEmpty();
  }

  @Test
  void missedKnownAnswersAreASuspicion() {
    ControlAnswers bad = new ControlAnswers(30, 1, new SpanCounts(40, 40, 5));
    assertThat(with(bad, ControlAnswers.NONE).likelySpammer()).isTrue();
    assertThat(with(bad, ControlAnswers.NONE).suspicions())
        .containsExactly(Suspicion.FAILS_KNOWN_ANSWERS);
    ControlAnswers few = new ControlAnswers(3, 0, new SpanCounts(4, 4, 0));
    assertThat(with(few, ControlAnswers.NONE).suspicions()).isEmpty();
  }

  /** F1 to the others is .6. */
  @Test
  void whoAgreesWithSuggestionsButNotWithOthersIsUnderSuspicionAndNoSpammer() {
    ControlAnswers all = new ControlAnswers(40, 39, new SpanCounts(50, 50, 49));
    AnnotatorReport report = with(ControlAnswers.NONE, ControlAnswers.NONE, all);
    assertThat(report.suspicions()).containsExactly(Suspicion.AS_SUGGESTED);
    assertThat(report.likelySpammer()).isFalse();
    for (ControlAnswers other :
        new ControlAnswers[] {
          new ControlAnswers(19, 19, new SpanCounts(20, 20, 20)),
          new ControlAnswers(40, 37, new SpanCounts(50, 50, 45)),
          new ControlAnswers(40, 39, new SpanCounts(50, 50, 30))
        }) {
      assertThat(with(ControlAnswers.NONE, ControlAnswers.NONE, other).suspicions()).isEmpty();
    }
  }

  private static AnnotatorReport with(ControlAnswers known, ControlAnswers repeats) {
    return with(known, repeats, ControlAnswers.NONE);
  }

  private static AnnotatorReport with(
      ControlAnswers known, ControlAnswers repeats, ControlAnswers suggested) {
    return new AnnotatorReport(
        "ann",
        new Workload(100, 1000, 80, 0, 60, 20),
        new SpanCounts(100, 80, 60),
        0.7,
        0.6,
        new double[0][],
        0.4,
        0.3,
        known,
        repeats,
        suggested,
        Pace.UNKNOWN,
        Drift.NONE);
  }

  private static Map<String, Habit> diligent(int annotators) {
    Map<String, Habit> crowd = new TreeMap<>();
    for (int i = 0; i < annotators; i++) {
      crowd.put(
          "worker%02d".formatted(i), new Diligent(0.5 + 0.02 * (i % 20), 0.05 + 0.01 * (i % 20)));
    }
    return crowd;
  }
}
