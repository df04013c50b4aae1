package io.winnow.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The jar for clusters has the licence of all that it carries. */
class ClusterJarLicencesIT {

  private static final Path CLASSPATH = Path.of("target", "launcher.classpath");
  private static final Pattern NATIVE =
      Pattern.compile("(?:.*/)?(?:lib)?([^/.-]+)[^/]*\\.(?:so(?:\\.\\d+)*|dll|dylib|jnilib)");

  private JarFile jar;
  private List<Bundled> list;

  @BeforeEach
  void openJar() throws IOException {
    jar = new JarFile(ClusterWorkspace.JAR.toFile());
    list = text("META-INF/licenses/bundled.tsv").lines().flatMap(Bundled::ofLine).toList();
  }

  @AfterEach
  void closeJar() throws IOException {
    jar.close();
  }

  @Test
  void eachArtifactInItIsListedAndNoOther() throws IOException {
    List<String> jars =
        Stream.of(Files.readString(CLASSPATH).trim().split(File.pathSeparator))
            .map(path -> path.replace(File.separatorChar, '/'))
            .filter(path -> !path.contains("/winnow-udfs"))
            .toList();
    assertThat(jars)
        .as("each has a line in jobs/src/main/licenses/bundled.tsv")
        .allMatch(path -> list.stream().filter(line -> line.isArtifactAt(path)).count() == 1);
    // A build with -Pcuda leaves libtorch out.
    assertThat(list.stream().filter(Bundled::isArtifact).filter(line -> !line.isLibtorch()))
        .as("each line's artifact is still in the jar")
        .allMatch(line -> jars.stream().anyMatch(line::isArtifactAt));
  }

  @Test
  void eachNativeLibraryInItIsListed() {
    Set<String> names =
        jar.stream()
            .map(ZipEntry::getName)
            .map(NATIVE::matcher)
            .filter(name -> name.matches())
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).contains("tokenizers", "jnidispatch");
    assertThat(list).extracting(Bundled::name).containsAll(names);
  }

  @Test
  void eachTextIsThereAndEachIsOfSomething() throws IOException {
    Set<String> texts = list.stream().map(Bundled::text).collect(Collectors.toSet());
    for (String text : texts) {
      assertThat(text("META-INF/" + text)).as(text).hasSizeGreaterThan(1000);
    }
    String all = texts.stream().map(text -> text("META-INF/" + text)).collect(Collectors.joining());
    assertThat(jar.stream().map(ZipEntry::getName))
        .filteredOn(name -> name.matches("META-INF/licenses/.*\\.txt"))
        .allMatch(
            name ->
                texts.contains(name.substring("META-INF/".length()))
                    || all.contains(name.substring("META-INF/licenses/".length())));
  }

  @Test
  void licenceAndNoticeAreOurs() throws IOException {
    for (String file : List.of("LICENSE", "NOTICE")) {
      assertThat(text("META-INF/" + file)).isEqualTo(Files.readString(Path.of("..", file)));
    }
  }

  private String text(String name) {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    try (var bytes = jar.getInputStream(entry)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  /**
   * A line of the list.
   *
   * @param name an artifact as {@code group:artifact}, or a native library
   * @param licence as SPDX writes it
   * @param text where in {@code META-INF}
   */
  private record Bundled(String name, String licence, String text) {

    private static Stream<Bundled> ofLine(String line) {
      if (line.startsWith("#")) {
        return Stream.of();
      }
      String[] cells = line.split("\t");
      assertThat(cells).as(line).hasSize(3).allMatch(cell -> !cell.isBlank());
      return Stream.of(new Bundled(cells[0], cells[1], cells[2]));
    }

    boolean isArtifact() {
      return name.contains(":");
    }

    boolean isLibtorch() {
      return name.equals("ai.djl.pytorch:pytorch-native-cpu");
    }

    boolean isArtifactAt(String path) {
      String[] parts = name.split(":");
      return isArtifact() && path.contains("/" + parts[0].replace('.', '/') + "/" + parts[1] + "/");
    }
  }
}
