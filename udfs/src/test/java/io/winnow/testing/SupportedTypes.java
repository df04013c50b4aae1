package io.winnow.testing;

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
 * What a supported type shows is supported, too. Each module extends this by its test.
 */
public abstract class SupportedTypes {

  private static final Path OWN = Path.of(".");
  private static final Pattern LINK = Pattern.compile("\\{@link (io\\.winnow\\.[\\w.]+)}");

  private static final String SINCE = "\n * @since ";

  /** Name to source file, of every top-level type of main code. */
  private final SortedMap<String, Path> sources = sources();

  /** Of the module. */
  private final List<String> own = named(OWN);

  /** Of the module and of those that it stands on. */
  private final List<String> supported;

  /**
   * @param below folders of the modules that this one stands on
   */
  protected SupportedTypes(Path... below) {
    supported = new ArrayList<>(own);
    Stream.of(below).map(SupportedTypes::named).forEach(supported::addAll);
  }

  @Test
  public void supportedTypesArePublicAndSaySinceWhen() {
    assertThat(supported).doesNotHaveDuplicates();
    assertThat(own).isNotEmpty();
    for (String name : own) {
      assertThat(sources).as("%s of an overview", name).containsKey(name);
      Class<?> type = load(name);
      assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", name).isTrue();
      assertThat(type.isAnnotationPresent(Internal.class)).as("%s is internal", name).isFalse();
      assertThat(read(sources.get(name))).as(name).contains(SINCE);
    }
  }

  @Test
  public void everyOtherPublicTypeIsMarkedInternal() {
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
  public void supportedTypesShowSupportedTypesAlone() {
    TreeSet<String> leaks = new TreeSet<>();
    for (String name : own) {
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
      return one.isArray() ? classes(one.getComponentType()) : Stream.of(one);
    }
    if (type instanceof ParameterizedType generic) {
      return Stream.concat(
          classes(generic.getRawType()),
          Arrays.stream(generic.getActualTypeArguments()).flatMap(SupportedTypes::classes));
    }
    if (type instanceof WildcardType wildcard) {
      return Arrays.stream(wildcard.getUpperBounds()).flatMap(SupportedTypes::classes);
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
      return Class.forName(name, false, SupportedTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is named and not there", e);
    }
  }

  private static List<String> named(Path module) {
    return LINK.matcher(read(module.resolve("src/main/javadoc/overview.html")))
        .results()
        .map(link -> link.group(1))
        .filter(name -> !name.equals(Internal.class.getName()))
        .toList();
  }

  private static SortedMap<String, Path> sources() {
    SortedMap<String, Path> sources = new TreeMap<>();
    Path root = OWN.resolve("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .forEach(file -> sources.put(name(root.relativize(file)), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
