package io.winnow.bench;

import io.winnow.evaluation.ConfidentLearning.JudgedWord;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * A ranking of labels, measured against planted errors.
 *
 * @param words all of them, the worst first
 */
record ErrorRanking(String name, Of items, List<JudgedWord> words) {

  /** What is ranked; a sentence by its worst word. */
  enum Of {
    WORDS,
    SENTENCES
  }

  private record Place(int sentence, int word) {}

  static void printHead(Of items, SortedSet<Integer> depths) {
    System.out.printf("%-28s", items == Of.WORDS ? "words" : "sentences");
    depths.forEach(depth -> System.out.printf(" %6s", "P@" + depth));
    depths.forEach(depth -> System.out.printf(" %6s", "R@" + depth));
    for (PlantedErrors.Kind kind : PlantedErrors.Kind.values()) {
      System.out.printf(" %8s", kind.name().toLowerCase(Locale.ROOT));
    }
    System.out.printf("   (recall by kind at %d)%n", depths.last());
  }

  /** What a random order is worth on average; a word in it stands for its sentence's error. */
  static void printRandom(Of items, int all, PlantedErrors planted, SortedSet<Integer> depths) {
    double wrong =
        planted.errors().stream()
            .mapToInt(error -> items == Of.WORDS ? error.words().size() : 1)
            .sum();
    System.out.printf("%-28s", "random");
    depths.forEach(depth -> System.out.printf(" %6.3f", wrong / all));
    depths.forEach(
        depth -> System.out.printf(" %6.3f", recall(items, planted.errors(), depth, all)));
    for (PlantedErrors.Kind kind : PlantedErrors.Kind.values()) {
      List<PlantedErrors.Planted> some =
          planted.errors().stream().filter(error -> error.kind() == kind).toList();
      System.out.printf(" %8.3f", recall(items, some, depths.last(), all));
    }
    System.out.println();
  }

  private static double recall(Of items, List<PlantedErrors.Planted> errors, int depth, int all) {
    return errors.stream()
        .mapToDouble(
            error ->
                1
                    - Math.pow(
                        1 - Math.min(1, (double) depth / all),
                        items == Of.WORDS ? error.words().size() : 1))
        .average()
        .orElse(0);
  }

  void print(PlantedErrors planted, SortedSet<Integer> depths) {
    Map<Place, PlantedErrors.Planted> byPlace = new LinkedHashMap<>();
    for (PlantedErrors.Planted error : planted.errors()) {
      if (items == Of.SENTENCES) {
        byPlace.put(new Place(error.sentence(), 0), error);
      } else {
        error.words().forEach(word -> byPlace.put(new Place(error.sentence(), word), error));
      }
    }
    List<Place> ranked =
        words.stream()
            .map(word -> new Place(word.sentence(), items == Of.SENTENCES ? 0 : word.word()))
            .distinct()
            .toList();
    StringBuilder recalls = new StringBuilder();
    System.out.printf("%-28s", name);
    for (int depth : depths) {
      List<Place> top = ranked.subList(0, Math.min(depth, ranked.size()));
      long hits = top.stream().filter(byPlace::containsKey).count();
      Set<PlantedErrors.Planted> found = new HashSet<>();
      top.stream().filter(byPlace::containsKey).map(byPlace::get).forEach(found::add);
      System.out.printf(" %6.3f", (double) hits / depth);
      recalls.append(" %6.3f".formatted((double) found.size() / planted.errors().size()));
      if (depth == depths.last()) {
        recalls.append(byKind(found, planted));
      }
    }
    System.out.println(recalls);
  }

  private static String byKind(Set<PlantedErrors.Planted> found, PlantedErrors planted) {
    Map<PlantedErrors.Kind, long[]> counts = new EnumMap<>(PlantedErrors.Kind.class);
    for (PlantedErrors.Planted error : planted.errors()) {
      long[] count = counts.computeIfAbsent(error.kind(), kind -> new long[2]);
      count[0] += found.contains(error) ? 1 : 0;
      count[1]++;
    }
    StringBuilder text = new StringBuilder();
    counts.values().forEach(count -> text.append(" %8.3f".formatted((double) count[0] / count[1])));
    return text.toString();
  }
}
