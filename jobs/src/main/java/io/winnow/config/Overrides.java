package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.winnow.selection.Modifier.Need;
import io.winnow.selection.QueryStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Settings written as {@code key=value}, as after {@code --set}. */
public final class Overrides {

  /** The key of the query strategy. */
  public static final String STRATEGY = "select.strategy";

  private static final String ORIGIN = "--set";
  private static final String QUOTE = "\"";

  private Overrides() {}

  /**
   * A setting from code.
   *
   * @param value a text, which is taken as it is; a number; true or false; a list or map of these
   * @return {@code key=value}
   * @throws IllegalArgumentException if a setting can't be such a thing
   */
  public static String of(String key, Object value) {
    String text = value.toString();
    if (value instanceof Iterable || value instanceof Map) {
      text = rendered(value);
    } else if (text.startsWith(QUOTE)) {
      text = ConfigUtil.quoteString(text);
    }
    return key + "=" + text;
  }

  private static String rendered(Object value) {
    try {
      return ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
    } catch (ConfigException e) {
      throw new IllegalArgumentException(value + " is no setting", e);
    }
  }

  /**
   * A strategy as settings of the selection and of the scores that it needs.
   *
   * @param functions that are scored anyway
   * @return {@code key=value} each
   * @throws IllegalArgumentException if the strategy can't be understood
   */
  public static List<String> ofStrategy(String strategy, List<String> functions) {
    QueryStrategy parsed = QueryStrategy.parse(strategy);
    List<String> settings = new ArrayList<>();
    settings.add(STRATEGY + "=" + parsed);
    parsed
        .acquisition()
        .ifPresent(
            function -> {
              TreeSet<String> scored = new TreeSet<>(functions);
              scored.add(function);
              settings.add("score.functions=[" + String.join(",", scored) + "]");
            });
    if (parsed.needs().contains(Need.EMBEDDINGS)) {
      settings.add("score.embeddings=mean");
    }
    return settings;
  }

  /**
   * @param reference says which keys are lists and texts, so that these need no quotes
   */
  static Config parse(List<String> sets, Config reference, Problems problems) {
    Config all = ConfigFactory.empty();
    for (String set : sets) {
      int equals = set.indexOf('=');
      String key = equals < 0 ? "" : set.substring(0, equals).strip();
      if (key.isEmpty()) {
        problems.add("%s %s: key=value is wanted".formatted(ORIGIN, set));
        continue;
      }
      try {
        all = all.withValue(key, value(set.substring(equals + 1).strip(), key, reference));
      } catch (ConfigException e) {
        problems.add("%s %s: '%s' is no key".formatted(ORIGIN, set, key));
      }
    }
    return all;
  }

  private static ConfigValue value(String text, String key, Config reference) {
    ConfigValueType type =
        reference.hasPath(key) ? reference.getValue(key).valueType() : ConfigValueType.STRING;
    if (type == ConfigValueType.STRING && !text.startsWith(QUOTE)) {
      return text(text);
    }
    boolean bareList = type == ConfigValueType.LIST && !text.startsWith("[");
    try {
      return ConfigFactory.parseString("value = " + (bareList ? "[" + text + "]" : text))
          .getValue("value")
          .withOrigin(ConfigOriginFactory.newSimple(ORIGIN));
    } catch (ConfigException e) {
      return text(text);
    }
  }

  private static ConfigValue text(String text) {
    return ConfigValueFactory.fromAnyRef(text, ORIGIN);
  }
}
