package io.winnow.evaluation.quality;

import io.winnow.annotation.AnnotatedSentence;
import io.winnow.annotation.Annotation;
import io.winnow.annotation.AnnotationStatus;
import io.winnow.annotation.Judgements;
import io.winnow.annotation.JudgementsBuilder;
import io.winnow.annotation.MajorityVote;
import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sentences with gold and a crowd that answers them: each sentence goes to some of the annotators,
 * in batches of a hundred; now and then a check is among them.
 */
final class Habits {

  private static final int BATCH = 100;
  private static final int CHECK_EVERY = 20;

  /** How someone answers. */
  interface Habit {

    /**
     * @param progress through the work, 0 to 1
     */
    List<EntitySpan> answer(List<EntitySpan> gold, int words, double progress, Random random);

    default double secondsPerWord(Random random) {
      return 0.5 + random.nextDouble();
    }
  }

  /** Finds some of the entities, and gets some of these wrong. */
  record Diligent(double found, double wrong) implements Habit {

    @Override
    public List<EntitySpan> answer(
        List<EntitySpan> gold, int words, double progress, Random random) {
      List<EntitySpan> said = new ArrayList<>();
      for (EntitySpan span : gold) {
        if (random.nextDouble() < found) {
          said.add(random.nextDouble() < wrong ? spoiled(span, random) : span);
        }
      }
      return said;
    }

    private static EntitySpan spoiled(EntitySpan span, Random random) {
      return span.length() > 1 && random.nextBoolean()
          ? new EntitySpan(span.startWord(), span.endWord() - 1, span.type())
          : new EntitySpan(
              span.startWord(), span.endWord(), GivenAnswers.SCHEME.types().get(random.nextInt(3)));
    }
  }

  /** As good as any, and faster than anyone can read. */
  record FastClicker() implements Habit {

    @Override
    public List<EntitySpan> answer(
        List<EntitySpan> gold, int words, double progress, Random random) {
      return new Diligent(0.7, 0.1).answer(gold, words, progress, random);
    }

    @Override
    public double secondsPerWord(Random random) {
      return 0.02 + 0.1 * random.nextDouble();
    }
  }

  /** Marks anything. */
  record RandomSpammer() implements Habit {

    @Override
    public List<EntitySpan> answer(
        List<EntitySpan> gold, int words, double progress, Random random) {
      return spans(words, 0.15, random);
    }
  }

  /** Marks nothing. */
  record EmptySpammer() implements Habit {

    @Override
    public List<EntitySpan> answer(
        List<EntitySpan> gold, int words, double progress, Random random) {
      return List.of();
    }
  }

  /** Begins well and grows careless half-way. */
  record Drifter() implements Habit {

    @Override
    public List<EntitySpan> answer(
        List<EntitySpan> gold, int words, double progress, Random random) {
      return new Diligent(progress < 0.5 ? 0.85 : 0.3, 0.1).answer(gold, words, progress, random);
    }
  }

  private Habits() {}

  /**
   * @param each how many annotators answer a sentence
   */
  static QualityReport report(Map<String, Habit> crowd, int sentences, int each, long seed) {
    Random random = new Random(seed);
    List<String> names = List.copyOf(new TreeMap<>(crowd).keySet());
    JudgementsBuilder builder = Judgements.builder(GivenAnswers.SCHEME);
    UnjudgedAnswers checks = new UnjudgedAnswers();
    Map<String, List<String>> answered = new TreeMap<>();
    Map<String, Double> seconds = new TreeMap<>();
    for (int s = 0; s < sentences; s++) {
      String id = "s%07d".formatted(s);
      int words = 8 + random.nextInt(12);
      List<EntitySpan> gold = spans(words, 0.1, random);
      List<String> chosen = new ArrayList<>(names);
      Collections.shuffle(chosen, random);
      List<Annotation> answers = new ArrayList<>();
      double progress = (double) s / sentences;
      for (String name : chosen.subList(0, each)) {
        Habit habit = crowd.get(name);
        List<EntitySpan> said = habit.answer(gold, words, progress, random);
        answers.add(new Annotation(id, name, AnnotationStatus.DONE, said));
        seconds.put(id + name, words * habit.secondsPerWord(random));
        if (random.nextInt(CHECK_EVERY) == 0) {
          checks.known(name, gold, habit.answer(gold, words, progress, random));
        }
      }
      answered.put(id, List.copyOf(chosen.subList(0, each)));
      builder.add(new AnnotatedSentence(id, Collections.nCopies(words, "w"), answers));
    }
    Judgements judgements = builder.build();
    List<String> batches = new ArrayList<>();
    for (int batch = 0; batch * BATCH < sentences; batch++) {
      batches.add("b%05d".formatted(batch));
    }
    AnswerFacts facts = new AnswerFacts(judgements, batches);
    answered.forEach(
        (id, who) -> {
          int number = Integer.parseInt(id.substring(1));
          for (String name : who) {
            facts.add(
                id, name, batches.get(number / BATCH), number % BATCH, seconds.get(id + name));
          }
        });
    return QualityReport.of(
        judgements, new MajorityVote().adjudicate(judgements), facts.requireAll(), checks, 0.5);
  }

  private static List<EntitySpan> spans(int words, double rate, Random random) {
    List<EntitySpan> spans = new ArrayList<>();
    int word = 0;
    while (word < words) {
      int end = Math.min(words, word + 1 + random.nextInt(3));
      if (random.nextDouble() < rate) {
        spans.add(new EntitySpan(word, end, GivenAnswers.SCHEME.types().get(random.nextInt(3))));
        word = end;
      } else {
        word++;
      }
    }
    return spans;
  }
}
