package io.winnow.testing.crowd;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gold sentences where no corpus is at hand: small words, a few of them often, and names of one to
 * three words with a capital, each of one type.
 */
public final class InventedSentences {

  public static final List<String> TYPES = List.of("LOC", "ORG", "PER");

  private static final int SMALL_WORDS = 400;
  private static final int NAMES = 150;
  private static final double NAME_SHARE = 0.12;

  private InventedSentences() {}

  public static List<GoldSentence> of(int sentences, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<GoldSentence> gold = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      gold.add(sentence("%06d".formatted(i), random));
    }
    return gold;
  }

  private static GoldSentence sentence(String id, SplittableRandom random) {
    int length = 6 + random.nextInt(12);
    List<String> words = new ArrayList<>();
    List<EntitySpan> spans = new ArrayList<>();
    while (words.size() < length) {
      if (random.nextDouble() < NAME_SHARE) {
        int name = frequent(NAMES, random);
        int start = words.size();
        for (int part = 0; part <= name % 3; part++) {
          words.add("Name" + letters(name) + letters(part));
        }
        String type = TYPES.get(name / 3 % TYPES.size());
        spans.add(new EntitySpan(start, words.size(), type));
      } else {
        words.add(letters(frequent(SMALL_WORDS, random)));
      }
    }
    return new GoldSentence(id, words, spans);
  }

  /** A number below the bound, low ones more often. */
  private static int frequent(int bound, SplittableRandom random) {
    double share = random.nextDouble();
    return (int) (bound * share * share);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    int rest = number;
    do {
      letters.append((char) ('a' + rest % 26));
      rest /= 26;
    } while (rest > 0);
    return letters.toString();
  }
}
