package io.winnow.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a {@link QueryStrategy}.
 *
 * <pre>
 * strategy = name { "+" element }
 * element  = name [ "(" [ argument { "," argument } ] ")" ]
 * argument = [ name "=" ] number
 * </pre>
 */
final class StrategyParser {

  private static final Pattern SPACE = Pattern.compile("\\s*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final String text;
  private final Matcher rest;

  StrategyParser(String text) {
    this.text = text;
    this.rest = SPACE.matcher(text);
    skipSpace();
  }

  QueryStrategy parse() {
    String base =
        take(NAME, "an acquisition function or '%s' is wanted".formatted(QueryStrategy.RANDOM));
    QueryStrategy.requireBase(base);
    List<Modifier> modifiers = new ArrayList<>();
    while (!atEnd()) {
      require("+", "'+' and a modifier, or the end, is wanted");
      modifiers.add(Modifiers.of(element()));
    }
    return new QueryStrategy(base, modifiers);
  }

  private Element element() {
    String known = String.join(", ", Modifiers.examples());
    String name = take(NAME, "a modifier is wanted, one of " + known);
    List<Element.Argument> arguments = new ArrayList<>();
    if (taken("(") && !taken(")")) {
      do {
        arguments.add(argument(arguments));
      } while (taken(","));
      require(")", "',' or ')' is wanted");
    }
    return new Element(name, arguments);
  }

  private Element.Argument argument(List<Element.Argument> before) {
    String wanted = "a number, or name=number, is wanted";
    String name = "";
    if (lookingAt(NAME)) {
      name = take(NAME, wanted);
      require("=", "'=' and a number are wanted");
    } else if (before.stream().anyMatch(argument -> !argument.name().isEmpty())) {
      throw problem("name=number is wanted, as the argument before has a name");
    }
    double value = Double.parseDouble(take(NUMBER, wanted));
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "A number in the strategy '%s' is too large".formatted(text));
    }
    return new Element.Argument(name, value);
  }

  private boolean lookingAt(Pattern pattern) {
    return rest.usePattern(pattern).lookingAt();
  }

  private boolean atEnd() {
    return rest.regionStart() == text.length();
  }

  private String take(Pattern pattern, String wanted) {
    if (!lookingAt(pattern)) {
      throw problem(wanted);
    }
    String found = rest.group();
    rest.region(rest.end(), text.length());
    skipSpace();
    return found;
  }

  private boolean taken(String sign) {
    boolean here = text.startsWith(sign, rest.regionStart());
    if (here) {
      rest.region(rest.regionStart() + sign.length(), text.length());
      skipSpace();
    }
    return here;
  }

  private void require(String sign, String wanted) {
    if (!taken(sign)) {
      throw problem(wanted);
    }
  }

  private void skipSpace() {
    lookingAt(SPACE);
    rest.region(rest.end(), text.length());
  }

  private IllegalArgumentException problem(String wanted) {
    int at = rest.regionStart();
    String where =
        at == 0 ? "at the beginning" : "after '%s'".formatted(text.substring(0, at).strip());
    String found = atEnd() ? "the end" : "'%s'".formatted(text.substring(at));
    return new IllegalArgumentException(
        "%s %s, not %s; write it as in %s".formatted(where, wanted, found, QueryStrategy.EXAMPLE));
  }
}
