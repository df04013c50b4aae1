package io.winnow.model;

import io.winnow.text.EntitySpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sentences about a few people and places. Entities of one type often follow each other at once: a
 * first name begins a person, a surname never does.
 */
final class ToyCorpus {

  record Labelled(List<String> words, List<EntitySpan> spans) {}

  private static final List<String> FIRST =
      List.of("Anna", "Peter", "Maria", "Harold", "John", "Sarah", "Tom", "Jim");
  private static final List<String> LAST =
      List.of("Keller", "Novak", "Finch", "Miller", "Baker", "Weber");
  private static final List<String> PLACES =
      List.of("Bern", "Lisbon", "Chicago", "Paris", "Berlin", "London", "Rome", "Oslo");
  private static final List<String> OTHERS =
      List.of("lives", "in", "met", "and", "the", "of", "with", "said", "late", "on", ".", "works");

  private ToyCorpus() {}

  static List<Labelled> sentences(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Labelled> sentences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      List<EntitySpan> spans = new ArrayList<>();
      int parts = 3 + random.nextInt(6);
      for (int part = 0; part < parts; part++) {
        int start = words.size();
        switch (random.nextInt(4)) {
          case 0 -> {
            words.add(one(FIRST, random));
            if (random.nextBoolean()) {
              words.add(one(LAST, random));
            }
            spans.add(new EntitySpan(start, words.size(), "PER"));
          }
          case 1 -> {
            words.add(one(PLACES, random));
            spans.add(new EntitySpan(start, words.size(), "LOC"));
          }
          default -> words.add(one(OTHERS, random));
        }
      }
      sentences.add(new Labelled(words, spans));
    }
    return sentences;
  }

  private static String one(List<String> words, SplittableRandom random) {
    return words.get(random.nextInt(words.size()));
  }
}
