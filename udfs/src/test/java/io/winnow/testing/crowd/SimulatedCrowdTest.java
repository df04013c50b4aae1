package io.winnow.testing.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.text.EntitySpan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is drawn has the errors that were counted. */
class SimulatedCrowdTest {

  private static final List<GoldSentence> GOLD = InventedSentences.of(3000, 3);

  private static List<AnnotatedSentence> annotated(Crowd crowd, int perSentence) {
    return annotated(crowd, perSentence, 11);
  }

  private static List<AnnotatedSentence> annotated(Crowd crowd, int perSentence, long seed) {
    return new SimulatedCrowd(crowd, InventedSentences.TYPES, perSentence, seed).annotate(GOLD);
  }

  /** A form is as hard wherever it stands, and few forms are in these: so of several crowds. */
  private static List<AnnotatedSentence> often(int perSentence) {
    return LongStream.range(0, 8)
        .mapToObj(seed -> annotated(Crowd.real(), perSentence, seed))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void whoIsPerfectSaysWhatIsTrue() {
    for (AnnotatedSentence sentence : annotated(Crowd.of(Worker.PERFECT), 1)) {
      assertThat(sentence.annotations().get(0).spans()).isEqualTo(gold(sentence).spans());
    }
  }

  @Test
  void theSameSeedGivesTheSameAnswers() {
    assertThat(annotated(Crowd.real(), 5)).isEqualTo(annotated(Crowd.real(), 5));
  }

  @Test
  void askedAreAsManyAsWantedAndNobodyTwice() {
    for (AnnotatedSentence sentence : annotated(Crowd.real(), 5)) {
      assertThat(sentence.annotations().stream().map(Annotation::annotatorId).distinct())
          .hasSize(5);
    }
    assertThat(annotated(Crowd.real(), 0))
        .extracting(sentence -> sentence.annotations().size())
        .contains(1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** Entities that nobody gets exactly, and those that all get, are as many as in the count. */
  @Test
  void errorsGoTogetherWhereAnEntityIsHard() {
    int entities = 0;
    int nobody = 0;
    int all = 0;
    for (AnnotatedSentence sentence : often(0)) {
      for (EntitySpan span : gold(sentence).spans()) {
        long right =
            sentence.annotations().stream().filter(it -> it.spans().contains(span)).count();
        entities++;
        nobody += right == 0 ? 1 : 0;
        all += right == sentence.annotations().size() ? 1 : 0;
      }
    }
    // The kind that is missed most is not among the invented ones.
    assertThat((double) nobody / entities).isCloseTo(0.145, within(0.05));
    assertThat((double) all / entities).isCloseTo(0.154, within(0.05));
  }

  @Test
  void workersMissAndInventAsTheyDid() {
    Map<String, double[]> counts = new HashMap<>();
    for (AnnotatedSentence sentence : often(5)) {
      for (Annotation answer : sentence.annotations()) {
        double[] its = counts.computeIfAbsent(answer.annotatorId(), any -> new double[4]);
        List<EntitySpan> spans = gold(sentence).spans();
        its[0] += spans.size();
        its[1] +=
            spans.stream().filter(it -> answer.spans().stream().noneMatch(it::overlaps)).count();
        its[2] += sentence.words().size();
        its[3] +=
            answer.spans().stream().filter(it -> spans.stream().noneMatch(it::overlaps)).count();
      }
    }
    for (String name : List.of("p00", "p01", "p02", "p03", "p05", "p06", "p08", "p14", "p16")) {
      double[] its = counts.get(name);
      Worker worker = Crowd.worker(name);
      assertThat(its[1] / its[0]).as(name).isCloseTo(worker.miss(), within(0.09));
      // Names begin with a capital here, and not much else does: fewer words tempt.
      assertThat(its[3] / its[2]).as(name).isLessThan(1.3 * worker.invented() + 0.002);
    }
  }

  private static GoldSentence gold(AnnotatedSentence sentence) {
    return GOLD.get(Integer.parseInt(sentence.id()));
  }
}
