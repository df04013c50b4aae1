package io.winnow.sample;

import io.winnow.files.Resources;
import io.winnow.sample.Grammar.Alternatives.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grammar without context, read from text files. {@code == symbol} or {@code == symbol zipf}
 * begins a symbol; below stand its alternatives, one a line or several between {@code |}; {@code
 * {other}} in one is replaced by what {@code other} becomes; {@code ;;} begins a comment.
 */
final class Grammar {

  private static final Pattern REFERENCE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern BAR = Pattern.compile(" \\| ");

  private final Map<String, Alternatives> symbols = new TreeMap<>();

  private Grammar() {}

  /**
   * @param files resources beside this class
   * @throws IllegalArgumentException if a symbol is used but nowhere defined
   */
  static Grammar ofResources(List<String> files) {
    Grammar grammar = new Grammar();
    files.forEach(grammar::read);
    grammar.check();
    return grammar;
  }

  /** One of the texts that a symbol may become. */
  String expand(String symbol, RandomGenerator random) {
    Matcher references = REFERENCE.matcher(symbols.get(symbol).choose(random));
    StringBuilder text = new StringBuilder();
    while (references.find()) {
      String inner = expand(references.group(1), random);
      references.appendReplacement(text, Matcher.quoteReplacement(inner));
    }
    return references.appendTail(text).toString();
  }

  private void read(String file) {
    if (Grammar.class.getResource(file) == null) {
      throw new IllegalArgumentException("There is no grammar file " + file);
    }
    Alternatives open = null;
    for (String line : Resources.text(Grammar.class, file).lines().toList()) {
      if (line.isBlank() || line.startsWith(";;")) {
        continue;
      }
      if (line.startsWith("== ")) {
        open = begin(line.substring(3).strip());
      } else if (open == null) {
        throw new IllegalArgumentException("%s: '%s' follows no symbol".formatted(file, line));
      } else {
        BAR.splitAsStream(line).forEach(open::add);
      }
    }
  }

  private Alternatives begin(String header) {
    String[] parts = header.split(" ");
    Weighting weighting = parts.length == 1 ? Weighting.EVEN : Weighting.valueOf(upper(parts[1]));
    Alternatives alternatives = new Alternatives(weighting);
    if (symbols.put(parts[0], alternatives) != null) {
      throw new IllegalArgumentException("The grammar defines '%s' twice".formatted(parts[0]));
    }
    return alternatives;
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private void check() {
    symbols.forEach(
        (symbol, alternatives) -> {
          for (String text : alternatives.texts()) {
            Matcher references = REFERENCE.matcher(text);
            while (references.find()) {
              if (!symbols.containsKey(references.group(1))) {
                throw new IllegalArgumentException(
                    "The grammar uses '%s' in '%s' but defines it nowhere"
                        .formatted(references.group(1), symbol));
              }
            }
          }
        });
  }

  /** What one symbol of the grammar may become, each with a whole number for a weight. */
  static final class Alternatives {

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
}
