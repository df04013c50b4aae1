package io.winnow.testing.crowd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Annotators by name, each with a profile and a share of the work.
 *
 * @param profiles by annotator
 * @param shares by annotator, above 0: how often one is asked, compared to the others
 */
public record Crowd(Map<String, ErrorProfile> profiles, Map<String, Double> shares) {

  public Crowd {
    profiles = new LinkedHashMap<>(profiles);
    shares = new LinkedHashMap<>(shares);
  }

  /** All are asked alike. */
  public static Crowd of(ErrorProfile... profiles) {
    Map<String, ErrorProfile> named = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (ErrorProfile profile : profiles) {
      String name = "w" + named.size();
      named.put(name, profile);
      shares.put(name, 1.0);
    }
    return new Crowd(named, shares);
  }

  /**
   * Annotators like those of a paid crowd: all profiles occur, each annotator errs a little more or
   * less than the profile, and a few do most of the work.
   */
  public static Crowd mixed(int annotators, long seed) {
    List<ErrorProfile> mix = new ArrayList<>();
    add(mix, ErrorProfile.GOOD, 8);
    add(mix, ErrorProfile.SLOPPY_BOUNDARIES, 3);
    add(mix, ErrorProfile.TYPE_CONFUSION, 3);
    add(mix, ErrorProfile.LOW_RECALL, 4);
    add(mix, ErrorProfile.LAZY, 2);
    add(mix, ErrorProfile.SPAMMER, 1);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, ErrorProfile> profiles = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < annotators; i++) {
      String name = "w" + i;
      profiles.put(name, varied(mix.get(random.nextInt(mix.size())), random));
      shares.put(name, Math.pow(1 + random.nextInt(annotators), -0.8));
    }
    return new Crowd(profiles, shares);
  }

  private static void add(List<ErrorProfile> mix, ErrorProfile profile, int times) {
    for (int i = 0; i < times; i++) {
      mix.add(profile);
    }
  }

  private static ErrorProfile varied(ErrorProfile p, SplittableRandom random) {
    return new ErrorProfile(
        1 - varied(1 - p.recall(), random),
        varied(p.boundary(), random),
        varied(p.type(), random),
        varied(p.invention(), random),
        varied(p.blank(), random),
        varied(p.stop(), random),
        varied(p.random(), random));
  }

  /** Between two thirds and one and a half times as much. */
  private static double varied(double share, SplittableRandom random) {
    return Math.min(0.95, share * Math.pow(1.5, random.nextDouble(-1, 1)));
  }
}
