package io.winnow.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.Internal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public type is either named in a Javadoc overview, and then supported, or marked internal.
 * What a supported type shows is supported, too.
 */
class SupportedTypesTest {

  private static final List<Path> MODULES = List.of(Path.of("../udfs"), Path.of("."));
  private static final Pattern LINK = Pattern.compile("\\{@link (io\\.winnow\\.[\\w.]+)}");

  private static final String SINCE = "\n * @since ";

  /** Name to source file, of every top-level type of main code. */
  private final SortedMap<String, Path> sources = sources();

  private final List<String> supported = supported();

  @Test
  void supportedTypesArePublicAndSaySinceWhen() {
    assertThat(supported).doesNotHaveDuplicates().isNotEmpty();
    for (String name : supported) {
      assertThat(sources).as("%s of an overview", name).containsKey(name);
      Class<?> type = load(name);
      assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", name).isTrue();
      assertThat(type.isAnnotationPresent(Internal.class)).as("%s is internal", name).isFalse();
      assertThat(read(sources.get(name))).as(name).contains(SINCE);
    }
  }

  @Test
  void everyOtherPublicTypeIsMarkedInternal() {
    List<String> neither = new ArrayList<>();
    for (String name : sources.keySet()) {
      Class<?> type = load(name);
      boolean isMarked = isInternal(type) && !read(sources.get(name)).contains(SINCE);
      if (Modifier.isPublic(type.getModifiers())
          && !supported.contains(name)
          && !isMarked
          && type != Internal.class) {
        neither.add(name);
      }
    }
    assertThat(neither).as("neither named in an overview nor @Internal").isEmpty();
  }

  @Test
  void supportedTypesShowSupportedTypesAlone() {
    TreeSet<String> leaks = new TreeSet<>();
    for (String name : supported) {
      look(load(name), leaks);
    }
    assertThat(leaks).isEmpty();
  }

  private void look(Class<?> type, TreeSet<String> leaks) {
    List<Type> shown = new ArrayList<>(List.of(type.getGenericInterfaces()));
    if (type.getGenericSuperclass() != null) {
      shown.add(type.getGenericSuperclass());
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      add(constructor, shown);
    }
    for (Method method : type.getDeclaredMethods()) {
      if (add(method, shown)) {
        shown.add(method.getGenericReturnType());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isShown(field.getModifiers(), field)) {
        shown.add(field.getGenericType());
      }
    }
    for (Type other : shown) {
      classes(other)
          .filter(it -> !isSupported(it))
          .forEach(it -> leaks.add(type.getName() + " shows " + it.getName()));
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (isShown(nested.getModifiers(), nested)) {
        look(nested, leaks);
      }
    }
  }

  private static boolean add(Executable executable, List<Type> shown) {
    boolean isShown = isShown(executable.getModifiers(), executable) && !executable.isSynthetic();
    if (isShown) {
      shown.addAll(List.of(executable.getGenericParameterTypes()));
    }
    return isShown;
  }

  private static boolean isShown(int modifiers, AnnotatedElement element) {
    return (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))
        && !element.isAnnotationPresent(Internal.class);
  }

  private boolean isSupported(Class<?> type) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    return !top.getName().startsWith("io.winnow.")
        ? top.isPrimitive()
            || Stream.of("java.", "scala.", "org.apache.spark.").anyMatch(top.getName()::startsWith)
        : supported.contains(top.getName()) && Modifier.isPublic(type.getModifiers());
  }

  /** All that a type consists of. */
  private static Stream<Class<?>> classes(Type type) {
    if (type instanceof Class<?> one) {
      return Stream.of(one.isArray() ? one.getComponentType() : one);
    }
    if (type instanceof ParameterizedType generic) {
      return Stream.concat(
          classes(generic.getRawType()),
          Arrays.stream(generic.getActualTypeArguments()).flatMap(SupportedTypesTest::classes));
    }
    if (type instanceof WildcardType wildcard) {
      return Arrays.stream(wildcard.getUpperBounds()).flatMap(SupportedTypesTest::classes);
    }
    return type instanceof GenericArrayType array
        ? classes(array.getGenericComponentType())
        : Stream.empty();
  }

  private static boolean isInternal(Class<?> type) {
    return type.isAnnotationPresent(Internal.class)
        || type.getPackage().isAnnotationPresent(Internal.class);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SupportedTypesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is named and not there", e);
    }
  }

  private static List<String> supported() {
    return MODULES.stream()
        .map(module -> read(module.resolve("src/main/javadoc/overview.html")))
        .flatMap(page -> LINK.matcher(page).results().map(link -> link.group(1)))
        .toList();
  }

  private static SortedMap<String, Path> sources() {
    SortedMap<String, Path> sources = new TreeMap<>();
    for (Path module : MODULES) {
      Path root = module.resolve("src/main/java");
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(file -> sources.put(name(root.relativize(file)), file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static String name(Path file) {
    return file.toString().replace(".java", "").replace('/', '.');
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
