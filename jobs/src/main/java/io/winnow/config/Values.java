package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Values by key and type. A value of the wrong type becomes a problem; the default replaces it, so
 * that the rest can be looked at too.
 */
final class Values {

  private final Config config;
  private final Config reference;
  private final Problems problems;

  Values(Config config, Config reference, Problems problems) {
    this.config = config;
    this.reference = reference;
    this.problems = problems;
  }

  private interface Conversion<T> {
    T of(Config config, String key);
  }

  String text(String key) {
    return convert(key, "a text is wanted", Config::getString);
  }

  /**
   * A text that is parsed to a value.
   *
   * @param reader throws an IllegalArgumentException that says what is wrong with it
   */
  <T> T parsed(String key, Function<String, T> reader) {
    try {
      return reader.apply(text(key));
    } catch (IllegalArgumentException e) {
      problems.add(key, config.getValue(key).origin(), e.getMessage());
      return reader.apply(reference.getString(key));
    }
  }

  long whole(String key) {
    return convert(key, "a whole number is wanted", Values::exactLong);
  }

  int count(String key) {
    return convert(
        key,
        "a whole number of at most %d is wanted".formatted(Integer.MAX_VALUE),
        (from, name) -> Math.toIntExact(exactLong(from, name)));
  }

  double decimal(String key) {
    return convert(key, "a number is wanted", Config::getDouble);
  }

  Duration duration(String key) {
    return convert(
        key,
        "a number with a unit is wanted, such as 60s",
        (from, name) -> {
          if (from.getString(name).matches("[-+\\d.]*")) {
            throw new IllegalArgumentException("A bare number would mean milliseconds");
          }
          return from.getDuration(name);
        });
  }

  /**
   * @param type an enum
   */
  Object choice(String key, Class<?> type) {
    Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
    String names = Arrays.stream(constants).map(Values::name).collect(Collectors.joining(", "));
    return convert(
        key,
        (constants.length == 1 ? "only %s is there" : "one of %s is wanted").formatted(names),
        (from, key1) ->
            Arrays.stream(constants)
                .filter(constant -> name(constant).equals(from.getString(key1)))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
  }

  List<String> texts(String key) {
    return convert(key, "a list such as [PER, LOC] is wanted", Config::getStringList);
  }

  /** User-chosen keys below a key, each with its value. */
  ConfigObject section(String key) {
    return convert(key, "{ name = \"text\" } is wanted", Config::getObject);
  }

  /** Where a key was written; where its section was, if the key is free and no plain path. */
  ConfigOrigin origin(String key) {
    try {
      return config.getValue(key).origin();
    } catch (ConfigException e) {
      return config.getValue(key.substring(0, key.indexOf('.'))).origin();
    }
  }

  private <T> T convert(String key, String wanted, Conversion<T> conversion) {
    try {
      return conversion.of(config, key);
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      report(key, wanted);
      return reference.hasPath(key) ? conversion.of(reference, key) : null;
    }
  }

  private void report(String key, String wanted) {
    ConfigValue value = config.root();
    for (String name : ConfigUtil.splitPath(key)) {
      if (!(value instanceof ConfigObject section)) {
        // A value where a section belongs, which is a problem of its own.
        return;
      }
      value = section.get(name);
      if (value == null) {
        problems.add("%s: %s, but a value above it hides it".formatted(key, wanted));
        return;
      }
    }
    problems.add(key, value.origin(), wanted + ", not " + shown(value));
  }

  private static String shown(ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "the list " + value.render(ConfigRenderOptions.concise());
      case STRING -> "'" + value.unwrapped() + "'";
      default -> value.render(ConfigRenderOptions.concise());
    };
  }

  private static long exactLong(Config from, String key) {
    ConfigValue value = from.getValue(key);
    if (value.valueType() != ConfigValueType.NUMBER) {
      return Long.parseLong(from.getString(key).strip());
    }
    double number = ((Number) value.unwrapped()).doubleValue();
    if (number != Math.rint(number)) {
      throw new IllegalArgumentException("A fraction");
    }
    return from.getLong(key);
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
