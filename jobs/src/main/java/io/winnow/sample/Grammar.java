package io.winnow.sample;

import io.winnow.sample.Alternatives.Weighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    try (InputStream in = Grammar.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no grammar file " + file);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Alternatives open = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
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
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the grammar file " + file, e);
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
}
