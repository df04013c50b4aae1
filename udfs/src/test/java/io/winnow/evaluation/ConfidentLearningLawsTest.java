package io.winnow.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import io.winnow.evaluation.ConfidentLearning.UnseenSentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfidentLearningLawsTest {

  private static final int TAGS = 4;

  @Property(tries = 200)
  void theJointHasTheSharesOfTheGivenTagsAndSumsToOne(
      @ForAll("readings") List<UnseenSentence> sentences) {
    double[][] joint = ConfidentLearning.of(sentences, TAGS).joint();
    int words = sentences.stream().mapToInt(UnseenSentence::words).sum();
    for (int tag = 0; tag < TAGS; tag++) {
      int wanted = tag;
      long given =
          sentences.stream()
              .flatMapToInt(sentence -> Arrays.stream(sentence.given()))
              .filter(label -> label == wanted)
              .count();
      assertThat(Arrays.stream(joint[tag]).sum()).isCloseTo((double) given / words, within(1e-9));
    }
  }

  @Property(tries = 200)
  void theDoubtedAreThoseOffTheDiagonalOfTheConfidentJoint(
      @ForAll("readings") List<UnseenSentence> sentences) {
    ConfidentLearning learnt = ConfidentLearning.of(sentences, TAGS);
    long[][] counted = new long[TAGS][TAGS];
    for (JudgedWord word : learnt.doubtedWords(LabelQuality.SELF_CONFIDENCE)) {
      counted[word.given()][word.confident()]++;
    }
    long[][] joint = learnt.confidentJoint();
    for (int tag = 0; tag < TAGS; tag++) {
      joint[tag][tag] = 0;
    }
    assertThat(counted).isDeepEqualTo(joint);
  }

  @Property(tries = 200)
  void aWordReadAsItWasGivenWithTheHighestProbabilityIsNotDoubted(
      @ForAll("readings") List<UnseenSentence> sentences) {
    List<UnseenSentence> obedient =
        sentences.stream().map(s -> new UnseenSentence(best(s), s.logProbabilities())).toList();
    for (JudgedWord word :
        ConfidentLearning.of(obedient, TAGS).doubtedWords(LabelQuality.NORMALIZED_MARGIN)) {
      assertThat(word.quality()).as("below its threshold, yet the best").isGreaterThanOrEqualTo(.5);
    }
  }

  @Property(tries = 200)
  void qualitiesAreSharesAndSentencesComeByTheirWorstWord(
      @ForAll("readings") List<UnseenSentence> sentences, @ForAll LabelQuality quality) {
    List<JudgedWord> worst = ConfidentLearning.of(sentences, TAGS).worstWords(quality);
    assertThat(worst).hasSize(sentences.size()).isSorted();
    assertThat(worst).allSatisfy(word -> assertThat(word.quality()).isBetween(0.0, 1.0));
    assertThat(worst).extracting(JudgedWord::sentence).doesNotHaveDuplicates();
  }

  @Property(tries = 100)
  void theOrderOfSentencesChangesOnlyTheirPlaces(
      @ForAll("readings") List<UnseenSentence> sentences, @ForAll Random random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<UnseenSentence> shuffled = order.stream().map(sentences::get).toList();

    ConfidentLearning one = ConfidentLearning.of(sentences, TAGS);
    ConfidentLearning other = ConfidentLearning.of(shuffled, TAGS);

    for (int tag = 0; tag < TAGS; tag++) {
      assertThat(other.threshold(tag)).isCloseTo(one.threshold(tag), within(1e-12));
    }
  }

  /** Among words that the model reads right and surely, the one with a wrong tag comes first. */
  @Property(tries = 100)
  void aPlantedErrorAmongSureWordsIsFound(
      @ForAll("sure") List<UnseenSentence> sentences,
      @ForAll Random random,
      @ForAll LabelQuality quality) {
    List<UnseenSentence> all = new ArrayList<>(sentences);
    for (int tag = 0; tag < TAGS; tag++) {
      all.add(sure(tag, .9));
      all.add(sure(tag, .9));
    }
    int place = random.nextInt(all.size());
    int right = all.get(place).given()[0];
    int wrong = (right + 1 + random.nextInt(TAGS - 1)) % TAGS;
    all.set(place, new UnseenSentence(new int[] {wrong}, all.get(place).logProbabilities()));

    JudgedWord first = ConfidentLearning.of(all, TAGS).worstWords(quality).get(0);

    assertThat(first.sentence()).isEqualTo(place);
    assertThat(first.confident()).isEqualTo(right);
  }

  private static int[] best(UnseenSentence sentence) {
    int[] tags = new int[sentence.words()];
    for (int word = 0; word < tags.length; word++) {
      for (int tag = 1; tag < TAGS; tag++) {
        if (sentence.probability(word, tag) > sentence.probability(word, tags[word])) {
          tags[word] = tag;
        }
      }
    }
    return tags;
  }

  private static UnseenSentence sure(int tag, double probability) {
    float[] logs = new float[TAGS];
    Arrays.fill(logs, (float) Math.log((1 - probability) / (TAGS - 1)));
    logs[tag] = (float) Math.log(probability);
    return new UnseenSentence(new int[] {tag}, logs);
  }

  @Provide
  Arbitrary<List<UnseenSentence>> sure() {
    return Arbitraries.integers()
        .between(0, TAGS - 1)
        .map(tag -> sure(tag, .9))
        .list()
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<UnseenSentence>> readings() {
    Arbitrary<Integer> words = Arbitraries.integers().between(1, 6);
    return words.flatMap(this::reading).list().ofMinSize(1).ofMaxSize(12);
  }

  private Arbitrary<UnseenSentence> reading(int words) {
    return Arbitraries.longs()
        .map(
            seed -> {
              Random random = new Random(seed);
              int[] given = random.ints(words, 0, TAGS).toArray();
              float[] logs = new float[words * TAGS];
              for (int word = 0; word < words; word++) {
                double[] weights = random.doubles(TAGS, 0.01, 1).toArray();
                double sum = Arrays.stream(weights).sum();
                for (int tag = 0; tag < TAGS; tag++) {
                  logs[word * TAGS + tag] = (float) Math.log(weights[tag] / sum);
                }
              }
              return new UnseenSentence(given, logs);
            });
  }
}
