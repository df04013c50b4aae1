package io.winnow.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.selection.QueryStrategy;
import io.winnow.settings.Section;
import io.winnow.settings.SettingsException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;

/**
 * Makes records of settings, whose components are the keys of their {@link Section}. What is wrong
 * becomes a problem, and the defaults stand in, so that the rest can be validated too.
 */
final class Binder {

  /** How a value of some type is read, and what is said of one that can't be. */
  private record Kind(String wanted, BiFunction<Config, String, ?> reader) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          int.class,
          new Kind(
              "a whole number of at most %d is wanted".formatted(Integer.MAX_VALUE),
              (from, key) -> Math.toIntExact(exactLong(from, key))),
          long.class,
          new Kind("a whole number is wanted", Binder::exactLong),
          double.class,
          new Kind("a number is wanted", Config::getDouble),
          String.class,
          new Kind("a text is wanted", Config::getString),
          Optional.class,
          new Kind(
              "a text is wanted",
              (from, key) -> Optional.of(from.getString(key)).filter(text -> !text.isBlank())),
          Duration.class,
          new Kind("a number with a unit is wanted, such as 60s", Binder::duration),
          List.class,
          new Kind("a list such as [PER, LOC] is wanted", Config::getStringList),
          SortedMap.class,
          new Kind("{ name = \"text\" } is wanted", Config::getObject));

  private final Config config;
  private final Config defaults;
  private final Problems problems;
  private final Set<Class<?>> refused = new HashSet<>();

  /**
   * @param defaults every key, without a fault
   */
  Binder(Config config, Config defaults, Problems problems) {
    this.config = config;
    this.defaults = defaults;
    this.problems = problems;
  }

  <R extends Record> R bind(Class<R> settings) {
    try {
      return make(settings);
    } catch (SettingsException e) {
      refused.add(settings);
      e.problems()
          .forEach(
              problem -> problems.add(problem.key(), origin(problem.key()), problem.message()));
      return new Binder(defaults, defaults, problems).bind(settings);
    }
  }

  /** Whether the values of such a record, its topics aside, were fit to be one. */
  boolean accepted(Class<? extends Record> settings) {
    return !refused.contains(settings);
  }

  /** A value outside all sections. */
  long whole(String key) {
    return (long) value(key, KINDS.get(long.class));
  }

  /** Where a key was written; where its section was, if the key is free and no plain path. */
  ConfigOrigin origin(String key) {
    try {
      return config.getValue(key).origin();
    } catch (ConfigException e) {
      return config.getValue(key.substring(0, key.indexOf('.'))).origin();
    }
  }

  /** Such as {@code train.learning-rate}; empty for a component that holds a topic. */
  static Optional<String> key(RecordComponent component) {
    String section = component.getDeclaringRecord().getAnnotation(Section.class).value();
    String name = component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return component.getType().isAnnotationPresent(Section.class)
        ? Optional.empty()
        : Optional.of(section + "." + name);
  }

  private <R extends Record> R make(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(this::value).toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("Cannot make " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }

  private Object value(RecordComponent component) {
    Class<?> type = component.getType();
    if (key(component).isEmpty()) {
      return bind(type.asSubclass(Record.class));
    }
    String key = key(component).get();
    if (type == QueryStrategy.class) {
      return strategy(key);
    }
    Object value = value(key, type.isEnum() ? choice(type) : KINDS.get(type));
    if (!(value instanceof ConfigObject byName)) {
      return value;
    }
    Type named = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
    NamedSections sections = new NamedSections(problems);
    if (named == String.class) {
      return sections.names(key, byName);
    }
    if (named instanceof ParameterizedType) {
      return sections.textLists(key, byName);
    }
    if (named == PhraseSource.class) {
      return sections.dictionaries(key, byName);
    }
    return named == Guideline.class
        ? sections.guidelines(key, byName)
        : sections.weakSources(key, byName);
  }

  private Object value(String key, Kind kind) {
    try {
      return kind.reader().apply(config, key);
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      report(key, kind.wanted());
      return kind.reader().apply(defaults, key);
    }
  }

  private QueryStrategy strategy(String key) {
    try {
      return QueryStrategy.parse((String) value(key, KINDS.get(String.class)));
    } catch (IllegalArgumentException e) {
      problems.add(key, origin(key), e.getMessage());
      return QueryStrategy.parse(defaults.getString(key));
    }
  }

  /** One of an enum's constants, in lower case and with hyphens. */
  private static Kind choice(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      constants.put(name.toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return new Kind(
        (constants.size() == 1 ? "only %s is there" : "one of %s is wanted")
            .formatted(String.join(", ", constants.keySet())),
        (from, key) ->
            Optional.ofNullable(constants.get(from.getString(key)))
                .orElseThrow(IllegalArgumentException::new));
  }

  private static Duration duration(Config from, String key) {
    if (from.getString(key).matches("[-+\\d.]*")) {
      throw new IllegalArgumentException("A bare number would mean milliseconds");
    }
    return from.getDuration(key);
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

  private void report(String key, String wanted) {
    ConfigValue value = config.root();
    for (String name : ConfigUtil.splitPath(key)) {
      if (!(value instanceof ConfigObject section)) {
        // A value where a section belongs, which is a problem of its own.
        return;
      }
      value = section.get(name);
      if (value == null) {
        problems.add("%s: %s, but a value of a parent key hides it".formatted(key, wanted));
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
}
