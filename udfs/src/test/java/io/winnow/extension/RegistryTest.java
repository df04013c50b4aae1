package io.winnow.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.testing.SourceJar;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things of a kind, some of which come in jars. */
public class RegistryTest {

  /** The kind. */
  public interface Greeting extends Named, Serializable {}

  private record Built(String name) implements Greeting {}

  private static final String KIND = Greeting.class.getCanonicalName();

  @TempDir Path folder;

  private final Registry<Greeting> registry =
      new Registry<>(
          Greeting.class,
          "greeting",
          List.of(new Built("hello"), new Built("good-day")),
          Set.of("silence"));
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void asBefore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void withoutJarsThereAreThoseThatWereBuiltIn() {
    assertThat(registry.names()).containsExactly("hello", "good-day");
    assertThat(registry.named("good-day").name()).isEqualTo("good-day");
    Thread.currentThread().setContextClassLoader(null);
    assertThat(registry.names()).containsExactly("hello", "good-day");
  }

  @Test
  void whatJarsBringComesAfterByName() {
    Path one = jar("one", "Moin", "moin");
    Path two = jar("two", "Ahoy", "ahoy");
    seeing(one, two);
    assertThat(registry.names()).containsExactly("hello", "good-day", "ahoy", "moin");
    seeing(two, one);
    assertThat(registry.names()).containsExactly("hello", "good-day", "ahoy", "moin");
    assertThat(registry.named("moin")).isSameAs(registry.named("moin"));
    assertThat(registry.named("moin").getClass().getName()).isEqualTo("own.Moin");
  }

  @Test
  void aJarIsThereFromTheTimeItIsGivenAndNoLonger() {
    seeing();
    assertThat(registry.names()).hasSize(2);
    seeing(jar("one", "Moin", "moin"));
    assertThat(registry.names()).hasSize(3);
    seeing();
    assertThat(registry.names()).hasSize(2);
  }

  @Test
  void aJarThatIsAddedToTheSameLoaderIsFound() {
    Growing loader = new Growing(getClass().getClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    assertThat(registry.names()).hasSize(2);
    loader.addURL(url(jar("one", "Moin", "moin")));
    assertThat(registry.names()).containsExactly("hello", "good-day", "moin");
  }

  @Test
  void theSameJarTwiceIsNoClash() {
    Path one = jar("one", "Moin", "moin");
    seeing(one, one);
    assertThat(registry.names()).containsExactly("hello", "good-day", "moin");
    seeing(one, jar("again", "Moin", "moin"));
    assertThat(registry.names()).containsExactly("hello", "good-day", "moin");
  }

  @Test
  void aContextThatDoesNotKnowWinnowIsPassedOver() {
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader()));
    assertThat(registry.names()).containsExactly("hello", "good-day");
  }

  @Test
  void aNameThatIsBuiltInIsAClashOfBothClassesAndPlaces() {
    seeing(jar("one", "Other", "hello"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll(
            "(greeting) are called 'hello'", Built.class.getName(), "own.Other", "one.jar")
        .hasMessageEndingWith("give one another name, or take its jar off the class path");
  }

  @Test
  void aNameInTwoJarsIsAClashOfBothClassesAndJars() {
    seeing(jar("one", "Moin", "moin"), jar("two", "Tach", "moin"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("'moin'", "own.Moin", "one.jar", "own.Tach", "two.jar");
  }

  @Test
  void namesThatCannotBeAreRefused() {
    for (String name :
        List.of("", " ", "Moin", "moin moin", "moin_moin", "-moin", "1", "m\u00f6in")) {
      seeing(jar("one", "Moin", name));
      assertThatThrownBy(registry::all)
          .isInstanceOf(ExtensionException.class)
          .hasMessageContainingAll(
              "The greeting own.Moin (file:", "one.jar) is called '" + name + "', but a name is");
    }
    seeing(jar("one", "Moin", "silence"));
    assertThatThrownBy(registry::all)
        .hasMessageContaining("'silence', which means something else in Winnow");
  }

  @Test
  void whatHasNoNameIsRefused() {
    seeing(jar("one", "Moin", "return null;", ""));
    assertThatThrownBy(registry::all).hasMessageContaining("is called 'null', but a name is");
    seeing(jar("one", "Moin", "throw new IllegalStateException(\"shy\");", ""));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("one.jar", "can't say its name", "shy");
  }

  @Test
  void aClassThatIsNotThereIsNamedWithItsProviderFile() {
    Path bad = new SourceJar().naming(Greeting.class, "own.Gone").write(folder.resolve("bad.jar"));
    seeing(jar("good", "Moin", "moin"), bad);
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll(
            "bad.jar!/META-INF/services/" + Greeting.class.getName(),
            "can't be loaded",
            "own.Gone not found",
            "mend that jar or take it off the class path")
        .message()
        .doesNotContain("good.jar");
  }

  @Test
  void aClassThatCannotBeMadeSaysWhy() {
    seeing(
        jar(
            "one",
            "Moin",
            "return \"moin\";",
            "public Moin() { throw new RuntimeException(\"no key\"); }"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("one.jar!/META-INF", "own.Moin could not be", "no key");
    seeing(jar("one", "Moin", "return \"moin\";", "public Moin(int times) {}"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("one.jar!/META-INF", "own.Moin", "no-arg constructor");
    seeing(jar("one", "Moin", "return \"moin\";", "static int x = Integer.parseInt(\"many\");"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("one.jar!/META-INF", "own.Moin", "NumberFormatException");
  }

  @Test
  void whatIsOfAnotherKindOrNoProviderFileIsRefused() {
    Path other =
        new SourceJar()
            .withClass("own.Other", "package own; public class Other {}")
            .naming(Greeting.class, "own.Other")
            .write(folder.resolve("other.jar"));
    seeing(other);
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("other.jar", "own.Other not a subtype");
    seeing(new SourceJar().naming(Greeting.class, "no class").write(folder.resolve("text.jar")));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContaining("text.jar");
  }

  @Test
  void whatCannotBeSentToExecutorsIsRefused() {
    seeing(jar("one", "Moin", "return \"moin\";", "private final Object lock = new Object();"));
    assertThatThrownBy(registry::all)
        .isInstanceOf(ExtensionException.class)
        .hasMessageContainingAll("'moin', own.Moin", "one.jar", "java.lang.Object");
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithAllThatAreAndTheWayIn() {
    seeing(jar("one", "Moin", "moin"));
    assertThatThrownBy(() -> registry.named("hi"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'hi' is no greeting; there are [hello, good-day, moin]; one of your own comes in a jar"
                + " whose META-INF/services/%s names it, see jobs/docs/extending.md",
            Greeting.class.getName());
  }

  private Path jar(String file, String name, String greeting) {
    return jar(file, name, "return \"%s\";".formatted(greeting), "");
  }

  private Path jar(String file, String name, String body, String more) {
    return new SourceJar()
        .withClass(
            "own." + name,
            """
            package own;
            @SuppressWarnings("serial")
            public class %s implements %s {
              %s
              public String name() { %s }
            }
            """
                .formatted(name, KIND, more, body))
        .naming(Greeting.class, "own." + name + " # a greeting")
        .write(folder.resolve(file + ".jar"));
  }

  private static void seeing(Path... jars) {
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(
                Stream.of(jars).map(RegistryTest::url).toArray(URL[]::new),
                RegistryTest.class.getClassLoader()));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As Spark's own, to which jars are added while it runs. */
  private static final class Growing extends URLClassLoader {

    Growing(ClassLoader parent) {
      super(new URL[0], parent);
    }

    @Override
    public void addURL(URL url) {
      super.addURL(url);
    }
  }
}
