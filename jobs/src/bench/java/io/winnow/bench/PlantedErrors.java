package io.winnow.bench;

import io.winnow.sample.LabelledSentence;
import io.winnow.text.EntitySpan;
import io.winnow.text.LabelScheme;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gold in which some labels were made wrong, at most one a sentence, the kinds in turn.
 *
 * @param given the spans of each sentence as they are now
 */
record PlantedErrors(List<List<EntitySpan>> given, List<Planted> errors) {

  private static final int LONGEST_INVENTED = 3;

  enum Kind {
    /** A span is gone. */
    DROPPED,
    /** A span has another type. */
    RETYPED,
    /** A span begins or ends a word too early or too late. */
    RECUT,
    /** Words that are no entity are one of a random type. */
    INVENTED
  }

  /**
   * @param words whose tag is not the gold one
   */
  record Planted(Kind kind, int sentence, Set<Integer> words) {}

  /**
   * @param share of the gold's spans: so many errors are planted
   */
  static PlantedErrors in(
      List<LabelledSentence> gold, LabelScheme scheme, double share, long seed) {
    Random random = new Random(seed);
    int[] spanOwners =
        IntStream.range(0, gold.size())
            .flatMap(place -> gold.get(place).spans().stream().mapToInt(span -> place))
            .toArray();
    long wanted = Math.round(share * spanOwners.length);
    List<List<EntitySpan>> given =
        new ArrayList<>(gold.stream().map(LabelledSentence::spans).toList());
    List<Planted> errors = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    while (errors.size() < wanted) {
      Kind kind = Kind.values()[errors.size() % Kind.values().length];
      int place =
          kind == Kind.INVENTED
              ? random.nextInt(gold.size())
              : spanOwners[random.nextInt(spanOwners.length)];
      LabelledSentence right = gold.get(place);
      int words = right.sentence().words().size();
      List<EntitySpan> wrong = spoilt(kind, right.spans(), words, scheme, random);
      Set<Integer> changed = changed(right.spans(), wrong, words, scheme);
      if (!taken.contains(place) && !changed.isEmpty()) {
        taken.add(place);
        given.set(place, wrong);
        errors.add(new Planted(kind, place, changed));
      }
    }
    return new PlantedErrors(List.copyOf(given), List.copyOf(errors));
  }

  /** The spans with one of them made wrong; as they were where there is no room for it. */
  private static List<EntitySpan> spoilt(
      Kind kind, List<EntitySpan> spans, int words, LabelScheme scheme, Random random) {
    List<EntitySpan> spoilt = new ArrayList<>(spans);
    if (kind == Kind.INVENTED) {
      int start = random.nextInt(words);
      int end = Math.min(words, start + 1 + random.nextInt(LONGEST_INVENTED));
      spoilt.add(new EntitySpan(start, end, another("", scheme, random)));
    } else {
      EntitySpan span = spoilt.remove(random.nextInt(spans.size()));
      if (kind == Kind.RETYPED) {
        spoilt.add(
            new EntitySpan(span.startWord(), span.endWord(), another(span.type(), scheme, random)));
      } else if (kind == Kind.RECUT) {
        int by = random.nextBoolean() ? 1 : -1;
        int start = span.startWord() + (random.nextBoolean() ? by : 0);
        int end = span.endWord() + (start == span.startWord() ? by : 0);
        if (start < 0 || end > words || start >= end) {
          return spans;
        }
        spoilt.add(new EntitySpan(start, end, span.type()));
      }
    }
    boolean overlap =
        spoilt.stream().anyMatch(a -> spoilt.stream().anyMatch(b -> a != b && a.overlaps(b)));
    return overlap ? spans : spoilt.stream().sorted().toList();
  }

  private static String another(String type, LabelScheme scheme, Random random) {
    List<String> others = scheme.types().stream().filter(other -> !other.equals(type)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private static Set<Integer> changed(
      List<EntitySpan> right, List<EntitySpan> wrong, int words, LabelScheme scheme) {
    int[] before = scheme.tagIds(words, right);
    int[] after = scheme.tagIds(words, wrong);
    return IntStream.range(0, words)
        .filter(word -> before[word] != after[word])
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }
}
