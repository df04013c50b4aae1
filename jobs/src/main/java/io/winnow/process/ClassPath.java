package io.winnow.process;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where this JVM finds its classes: on its class path, and in the loaders that spark-submit or a
 * notebook puts a job's jars into.
 */
final class ClassPath {

  private ClassPath() {}

  /**
   * @param type is on it, wherever it was loaded from
   * @return in the form of {@code java -cp}
   */
  static String of(Class<?> type) {
    Set<String> places = new LinkedHashSet<>();
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        // The child works in a folder of its own.
        .forEach(place -> places.add(Path.of(place).toAbsolutePath().toString()));
    addAll(places, Thread.currentThread().getContextClassLoader());
    addAll(places, type.getClassLoader());
    add(places, type.getProtectionDomain().getCodeSource().getLocation());
    return String.join(File.pathSeparator, places);
  }

  private static void addAll(Set<String> places, ClassLoader from) {
    for (ClassLoader loader = from; loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader urls) {
        Arrays.stream(urls.getURLs()).forEach(url -> add(places, url));
      }
    }
  }

  private static void add(Set<String> places, URL url) {
    if (url.getProtocol().equals("file")) {
      try {
        places.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        // A URL that Java's own launcher would not take either.
        places.add(url.getPath());
      }
    }
  }
}
