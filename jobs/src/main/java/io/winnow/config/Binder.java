package io.winnow.config;

import io.winnow.contract.HandOff.Guideline;
import io.winnow.jobs.weak.WeakSettings.WeakSource;
import io.winnow.selection.QueryStrategy;
import io.winnow.settings.Section;
import io.winnow.settings.SettingsException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes records of settings, whose components are the keys of their {@link Section}. What is wrong
 * becomes a problem, and the defaults stand in, so that the rest can be validated too.
 */
final class Binder {

  private final Values values;
  private final Values defaults;
  private final Problems problems;
  private final Map<Class<?>, Function<String, ?>> conversions;
  private final Set<Class<?>> refused = new HashSet<>();

  /**
   * @param defaults values without a fault
   */
  Binder(Values values, Values defaults, Problems problems) {
    this.values = values;
    this.defaults = defaults;
    this.problems = problems;
    NamedSections named = new NamedSections(problems);
    conversions =
        Map.of(
            int.class, values::count,
            long.class, values::whole,
            double.class, values::decimal,
            String.class, values::text,
            Duration.class, values::duration,
            List.class, values::texts,
            Optional.class, key -> Optional.of(values.text(key)).filter(text -> !text.isBlank()),
            QueryStrategy.class, key -> values.parsed(key, QueryStrategy::parse),
            Guideline.class, key -> named.guidelines(key, values.section(key)),
            WeakSource.class, key -> named.weakSources(key, values.section(key)));
  }

  <R extends Record> R bind(Class<R> settings) {
    try {
      return make(settings, this::value);
    } catch (SettingsException e) {
      refused.add(settings);
      e.problems()
          .forEach(
              problem ->
                  problems.add(problem.key(), values.origin(problem.key()), problem.message()));
      return new Binder(defaults, defaults, problems).bind(settings);
    }
  }

  /** Whether the values of such a record, its topics aside, were fit to be one. */
  boolean accepted(Class<? extends Record> settings) {
    return !refused.contains(settings);
  }

  /** Such as {@code train.learning-rate}; empty for a component that holds a topic. */
  static Optional<String> key(RecordComponent component) {
    String section = component.getDeclaringRecord().getAnnotation(Section.class).value();
    String name = component.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return component.getType().isAnnotationPresent(Section.class)
        ? Optional.empty()
        : Optional.of(section + "." + name);
  }

  private Object value(RecordComponent component) {
    Class<?> type = component.getType();
    Optional<String> key = key(component);
    if (key.isEmpty()) {
      return bind(type.asSubclass(Record.class));
    }
    return type.isEnum()
        ? values.choice(key.get(), type)
        : conversions.get(converted(component)).apply(key.get());
  }

  /** The type itself; what it has by name, for a section with names of a person's own. */
  private static Class<?> converted(RecordComponent component) {
    return Map.class.isAssignableFrom(component.getType())
        ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1]
        : component.getType();
  }

  private static <R extends Record> R make(Class<R> type, Function<RecordComponent, ?> value) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      return type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(Arrays.stream(components).map(value).toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException("Cannot make " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make " + type, e);
    }
  }
}
