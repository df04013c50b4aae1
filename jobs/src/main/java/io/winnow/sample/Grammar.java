package io.winnow.sample;

import io.winnow.files.Resources;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A grammar without context, read from text files. {@code == symbol} or {@code == symbol zipf}
 * begins a symbol; below stand its alternatives, one a line or several between {@code |}; {@code
 * {other}} in one is replaced by what {@code other} becomes; {@code %7} before one makes it as
 * likely as seven others in its place; {@code ;;} begins a comment.
 */
final class Grammar {

  private static final Pattern REFERENCE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern BAR = Pattern.compile(" \\| ");
  private static final Pattern ALTERNATIVE = Pattern.compile("\\s*(?:%(\\d+) )?\\s*(.*?)\\s*");

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
    return REFERENCE
        .matcher(symbols.get(symbol).choose(random))
        .replaceAll(inner -> Matcher.quoteReplacement(expand(inner.group(1), random)));
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
    String symbol = header.replace(" zipf", "");
    Alternatives alternatives = new Alternatives(!symbol.equals(header), new TreeMap<>());
    if (symbols.put(symbol, alternatives) != null) {
      throw new IllegalArgumentException("The grammar defines '%s' twice".formatted(symbol));
    }
    return alternatives;
  }

  private void check() {
    symbols.forEach(
        (symbol, alternatives) -> {
          String texts = String.join("\n", alternatives.upTo().values());
          for (MatchResult reference : REFERENCE.matcher(texts).results().toList()) {
            if (!symbols.containsKey(reference.group(1))) {
              throw new IllegalArgumentException(
                  "The grammar uses '%s' in '%s' but defines it nowhere"
                      .formatted(reference.group(1), symbol));
            }
          }
        });
  }

  /**
   * What one symbol of the grammar may become.
   *
   * @param isZipf whether an alternative is the less likely the later it comes: a long tail
   * @param upTo each with its weight and those of the ones before together
   */
  private record Alternatives(boolean isZipf, NavigableMap<Integer, String> upTo) {

    void add(String alternative) {
      Matcher parts = ALTERNATIVE.matcher(alternative);
      if (!parts.matches()) {
        throw new IllegalArgumentException("No alternative: '%s'".formatted(alternative));
      }
      int factor = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
      int weight = isZipf ? Math.max(1, 6000 / (upTo.size() + 4)) : 1;
      upTo.put(total() + factor * weight, parts.group(2));
    }

    private int total() {
      return upTo.isEmpty() ? 0 : upTo.lastKey();
    }

    String choose(RandomGenerator random) {
      return upTo.higherEntry(random.nextInt(total())).getValue();
    }
  }
}
