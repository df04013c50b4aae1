package io.winnow.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What one symbol of the grammar may become, each with a whole number for a weight. */
final class Alternatives {

  /** How weights run down a list. */
  enum Weighting {
    EVEN {
      @Override
      int weight(int place) {
        return 1;
      }
    },
    /** A long tail: the weight falls with the place. */
    ZIPF {
      @Override
      int weight(int place) {
        return 6000 / (place + 4);
      }
    };

    abstract int weight(int place);
  }

  private final Weighting weighting;
  private final List<String> texts = new ArrayList<>();
  private final List<Integer> upTo = new ArrayList<>();
  private int total;

  Alternatives(Weighting weighting) {
    this.weighting = weighting;
  }

  /** Adds one; {@code %7 text} is as likely as seven others in its place. */
  void add(String alternative) {
    int factor = 1;
    String text = alternative.strip();
    if (text.startsWith("%")) {
      int blank = text.indexOf(' ');
      factor = Integer.parseInt(text.substring(1, blank));
      text = text.substring(blank + 1).strip();
    }
    total += Math.max(1, weighting.weight(texts.size())) * factor;
    texts.add(text);
    upTo.add(total);
  }

  List<String> texts() {
    return texts;
  }

  String choose(RandomGenerator random) {
    int drawn = random.nextInt(total);
    int place = 0;
    while (upTo.get(place) <= drawn) {
      place++;
    }
    return texts.get(place);
  }
}
