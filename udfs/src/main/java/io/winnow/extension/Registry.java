package io.winnow.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All things of a kind that configuration may name: Winnow's own, then those that jars on the class
 * path bring, each named in a file {@code META-INF/services/TYPE} (see {@link ServiceLoader}).
 *
 * <p>Jars are looked for where the thread's context class loader finds them, as that is where
 * {@code spark-submit --jars}, Spark's executors and Zeppelin put them, then where Winnow's own
 * classes lie. A jar that is added later is found at the next look.
 *
 * @param <T> the kind
 */
public final class Registry<T extends Named> {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final String FILES = "META-INF/services/";
  private static final String PAGE = "see jobs/docs/extending.md";

  private final Class<T> type;
  private final String kind;
  private final List<T> builtIn;
  private final Set<String> reserved;
  private volatile Loaded<T> loaded;

  private record Loaded<T>(List<ClassLoader> loaders, List<String> files, List<T> all) {}

  /**
   * @param kind what one of them is called in messages, such as {@code adjudicator}
   * @param builtIn Winnow's own, in the order in which they are listed
   * @param reserved names that nothing from elsewhere may have
   */
  public Registry(Class<T> type, String kind, List<T> builtIn, Set<String> reserved) {
    this.type = type;
    this.kind = kind;
    this.builtIn = List.copyOf(builtIn);
    this.reserved = Set.copyOf(reserved);
  }

  /**
   * All of them: first Winnow's own, in a fixed order, then those from jars by name.
   *
   * @throws ExtensionException if one can't be loaded, or may not have the name that it has
   */
  public List<T> all() {
    List<ClassLoader> loaders = loaders();
    List<String> files = loaders.stream().flatMap(it -> files(it).stream()).distinct().toList();
    Loaded<T> known = loaded;
    if (known == null || !known.loaders.equals(loaders) || !known.files.equals(files)) {
      known = new Loaded<>(loaders, files, load(loaders, files));
      loaded = known;
    }
    return known.all;
  }

  public List<String> names() {
    return all().stream().map(Named::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are, and says how one's own get there
   */
  public T named(String name) {
    return all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no %s; there are %s; %s".formatted(name, kind, names(), wayIn())));
  }

  /** How something that is not there gets there: the second half of a message. */
  public String wayIn() {
    return "one of your own comes in a jar whose %s%s names it, %s"
        .formatted(FILES, type.getName(), PAGE);
  }

  /** The context's, if it knows Winnow by the same classes; then Winnow's own. */
  private List<ClassLoader> loaders() {
    ClassLoader own = type.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null || context == own || !knows(context)
        ? List.of(own)
        : List.of(context, own);
  }

  private boolean knows(ClassLoader loader) {
    try {
      return loader.loadClass(type.getName()) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private List<String> files(ClassLoader loader) {
    try {
      return Collections.list(loader.getResources(FILES + type.getName())).stream()
          .map(URL::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + FILES + type.getName(), e);
    }
  }

  private List<T> load(List<ClassLoader> loaders, List<String> files) {
    Map<String, T> byName = new LinkedHashMap<>();
    builtIn.forEach(one -> byName.put(one.name(), one));
    Map<String, T> found = new TreeMap<>();
    Set<String> classes = new HashSet<>();
    try {
      for (ClassLoader loader : loaders) {
        Iterator<ServiceLoader.Provider<T>> providers =
            ServiceLoader.load(type, loader).stream().iterator();
        while (providers.hasNext()) {
          ServiceLoader.Provider<T> provider = providers.next();
          // A jar that both loaders find brings each of its classes once.
          if (classes.add(provider.type().getName())) {
            T one = provider.get();
            String name = checkedName(one);
            T other = byName.putIfAbsent(name, one);
            if (other != null) {
              throw new ExtensionException(
                  "Two of the same kind (%s) are called '%s': %s and %s; give one another name, or take its jar off the class path"
                      .formatted(kind, name, place(other), place(one)),
                  null);
            }
            requireSerializable(name, one);
            found.put(name, one);
          }
        }
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw unloadable(e, files);
    }
    return Stream.concat(builtIn.stream(), found.values().stream()).toList();
  }

  private String checkedName(T one) {
    String name;
    try {
      name = one.name();
    } catch (RuntimeException e) {
      throw new ExtensionException(
          "The %s %s can't say its name: %s".formatted(kind, place(one), e), e);
    }
    if (name == null || !NAME.matcher(name).matches()) {
      throw new ExtensionException(
          "The %s %s is called '%s', but a name is lower-case letters and digits, in words that are joined by hyphens, such as longest-doubt: it becomes a setting and a column"
              .formatted(kind, place(one), name),
          null);
    }
    if (reserved.contains(name)) {
      throw new ExtensionException(
          "The %s %s is called '%s', which means something else in Winnow; give it another name"
              .formatted(kind, place(one), name),
          null);
    }
    return name;
  }

  /** Else Spark would find out in the middle of a job. */
  private void requireSerializable(String name, T one) {
    if (one instanceof Serializable) {
      try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
        out.writeObject(one);
      } catch (IOException e) {
        throw new ExtensionException(
            "The %s '%s', %s, can't be sent to Spark's executors, as a field of it is not serializable: %s"
                .formatted(kind, name, place(one), e.getMessage()),
            e);
      }
    }
  }

  private ExtensionException unloadable(Throwable e, List<String> files) {
    List<String> naming = files.stream().filter(file -> names(file, e)).toList();
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String cause = root == e ? "" : ", because of " + root;
    return new ExtensionException(
        "What is named in %s can't be loaded: %s%s; mend that jar or take it off the class path, %s"
            .formatted(
                String.join(" or ", naming.isEmpty() ? files : naming),
                e.getMessage(),
                cause,
                PAGE),
        e);
  }

  /** Whether a provider file has a class that the error is about. */
  private static boolean names(String file, Throwable e) {
    String message = String.valueOf(e.getMessage()).replace('/', '.');
    try (InputStream in = new URL(file).openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .anyMatch(line -> !line.isEmpty() && message.contains(line));
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static String place(Object one) {
    CodeSource source = one.getClass().getProtectionDomain().getCodeSource();
    return "%s (%s)"
        .formatted(one.getClass().getName(), source == null ? "of no jar" : source.getLocation());
  }
}
