package io.winnow.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * conlleval once more, the way the original works: one pass over gold and predicted tags side by
 * side that asks at each word whether a chunk ends or starts there, and never builds a span. The
 * pairs of prefixes below are the program's rules for B, I, E and O, with those for S and for a B
 * right after an E that its IOBES descendants added (there the original joins two chunks into one).
 */
final class ConllevalOracle {

  private static final Set<String> ENDS =
      Set.of(
          "BB", "BO", "BS", "IB", "IO", "IS", "EE", "EI", "EO", "ES", "EB", "SE", "SI", "SO", "SS",
          "SB");
  private static final Set<String> STARTS =
      Set.of(
          "BB", "IB", "OB", "OI", "EE", "EI", "OE", "EB", "SE", "SI", "SB", "SS", "BS", "IS", "OS",
          "ES");

  private final Map<String, long[]> counts = new TreeMap<>();

  /** Gold, predicted and correct chunks by type. */
  static Map<String, SpanCounts> counts(List<List<String>> gold, List<List<String>> predicted) {
    ConllevalOracle oracle = new ConllevalOracle();
    for (int sentence = 0; sentence < gold.size(); sentence++) {
      oracle.sentence(gold.get(sentence), predicted.get(sentence));
    }
    Map<String, SpanCounts> result = new TreeMap<>();
    oracle.counts.forEach((type, n) -> result.put(type, new SpanCounts(n[0], n[1], n[2])));
    return result;
  }

  private void sentence(List<String> gold, List<String> predicted) {
    boolean inCorrect = false;
    String lastGold = "O";
    String lastPredicted = "O";
    for (int word = 0; word <= gold.size(); word++) {
      // Between sentences stands a line that is O on both sides.
      String goldTag = word < gold.size() ? gold.get(word) : "O";
      String predictedTag = word < gold.size() ? predicted.get(word) : "O";
      if (inCorrect) {
        boolean goldEnds = ends(lastGold, goldTag);
        boolean predictedEnds = ends(lastPredicted, predictedTag);
        if (goldEnds && predictedEnds && type(lastGold).equals(type(lastPredicted))) {
          inCorrect = false;
          of(lastGold)[2]++;
        } else if (goldEnds != predictedEnds || !type(goldTag).equals(type(predictedTag))) {
          inCorrect = false;
        }
      }
      boolean goldStarts = starts(lastGold, goldTag);
      boolean predictedStarts = starts(lastPredicted, predictedTag);
      if (goldStarts && predictedStarts && type(goldTag).equals(type(predictedTag))) {
        inCorrect = true;
      }
      if (goldStarts) {
        of(goldTag)[0]++;
      }
      if (predictedStarts) {
        of(predictedTag)[1]++;
      }
      lastGold = goldTag;
      lastPredicted = predictedTag;
    }
  }

  private long[] of(String tag) {
    return counts.computeIfAbsent(type(tag), type -> new long[3]);
  }

  private static boolean ends(String before, String tag) {
    return ENDS.contains(pair(before, tag))
        || (prefix(before) != 'O' && !type(before).equals(type(tag)));
  }

  private static boolean starts(String before, String tag) {
    return STARTS.contains(pair(before, tag))
        || (prefix(tag) != 'O' && !type(before).equals(type(tag)));
  }

  private static String pair(String before, String tag) {
    return "" + prefix(before) + prefix(tag);
  }

  /** BILOU's L and U are IOBES's E and S. */
  private static char prefix(String tag) {
    return switch (tag.charAt(0)) {
      case 'L' -> 'E';
      case 'U' -> 'S';
      default -> tag.charAt(0);
    };
  }

  private static String type(String tag) {
    return tag.equals("O") ? "" : tag.substring(2);
  }
}
