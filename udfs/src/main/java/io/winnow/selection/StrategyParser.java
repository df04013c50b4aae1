package io.winnow.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a {@link QueryStrategy}.
 *
 * <pre>
 * strategy = name { "+" element }
 * element  = name [ "(" [ argument { "," argument } ] ")" ]
 * argument = [ name "=" ] number | name "=" text
 * text     = name | "`" characters "`"
 * </pre>
 */
final class StrategyParser {

  private static final Pattern SPACE = token("");
  private static final Pattern NAME = token("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern NUMBER = token("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern TEXT = token("[A-Za-z_][A-Za-z0-9_.-]*");
  private static final Pattern QUOTED = token("`[^`]+`");
  private static final Pattern PLUS = token("\\+");
  private static final Pattern OPEN = token("\\(");
  private static final Pattern COMMA = token(",");
  private static final Pattern EQUALS = token("=");
  private static final Pattern CLOSE = token("\\)");

  private final String text;
  private final Matcher rest;

  StrategyParser(String text) {
    this.text = text;
    this.rest = SPACE.matcher(text);
  }

  private static Pattern token(String regex) {
    return Pattern.compile("(" + regex + ")\\s*");
  }

  QueryStrategy parse() {
    taken(SPACE);
    String base =
        take(NAME, "an acquisition function or '%s' is wanted".formatted(QueryStrategy.RANDOM));
    QueryStrategy.requireBase(base);
    List<Modifier> modifiers = new ArrayList<>();
    while (rest.regionStart() < text.length()) {
      take(PLUS, "'+' and a modifier, or the end, is wanted");
      modifiers.add(Modifiers.of(element()));
    }
    return new QueryStrategy(base, modifiers);
  }

  private Element element() {
    String known = String.join(", ", Modifiers.examples());
    String name = take(NAME, "a modifier is wanted, one of " + known);
    List<Element.Argument> arguments = new ArrayList<>();
    if (taken(OPEN).isPresent() && taken(CLOSE).isEmpty()) {
      do {
        arguments.add(argument(arguments));
      } while (taken(COMMA).isPresent());
      take(CLOSE, "',' or ')' is wanted");
    }
    return new Element(name, arguments);
  }

  private Element.Argument argument(List<Element.Argument> before) {
    Optional<String> name = taken(NAME);
    if (name.isPresent()) {
      take(EQUALS, "'=' and a number are wanted");
    } else if (before.stream().anyMatch(argument -> !argument.name().isEmpty())) {
      throw problem("name=number is expected, because the argument before has a name");
    }
    Optional<String> named = name.isEmpty() ? Optional.empty() : text();
    if (named.isPresent()) {
      return new Element.Argument(name.get(), named.get());
    }
    double value = Double.parseDouble(take(NUMBER, "a number, or name=number, is wanted"));
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "A number in the strategy '%s' is too large".formatted(text));
    }
    return Element.Argument.of(name.orElse(""), value);
  }

  private Optional<String> text() {
    return taken(QUOTED).map(it -> it.substring(1, it.length() - 1)).or(() -> taken(TEXT));
  }

  private String take(Pattern token, String wanted) {
    return taken(token).orElseThrow(() -> problem(wanted));
  }

  /** Steps over the token, if it comes next. */
  private Optional<String> taken(Pattern token) {
    if (!rest.usePattern(token).lookingAt()) {
      return Optional.empty();
    }
    String found = rest.group(1);
    rest.region(rest.end(), text.length());
    return Optional.of(found);
  }

  private IllegalArgumentException problem(String wanted) {
    int at = rest.regionStart();
    String where =
        at == 0 ? "at the beginning" : "after '%s'".formatted(text.substring(0, at).strip());
    String found = at == text.length() ? "the end" : "'%s'".formatted(text.substring(at));
    return new IllegalArgumentException(
        "%s %s, not %s; write it as in %s".formatted(where, wanted, found, QueryStrategy.EXAMPLE));
  }
}
