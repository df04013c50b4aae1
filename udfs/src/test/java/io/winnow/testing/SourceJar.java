package io.winnow.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A jar that is made of sources, as somebody else's build would make it: against the class path.
 */
public final class SourceJar {

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();

  /** Of a Maven project: what lies in {@code src/main/java} and {@code src/main/resources}. */
  public static SourceJar ofProject(Path project) {
    SourceJar jar = new SourceJar();
    Path main = project.resolve("src/main");
    files(main.resolve("java")).forEach((path, text) -> jar.sources.put(path, text));
    jar.resources.putAll(files(main.resolve("resources")));
    return jar;
  }

  /**
   * @param name of a class, with its package
   */
  public SourceJar withClass(String name, String source) {
    sources.put(name.replace('.', '/') + ".java", source);
    return this;
  }

  /** With a provider file. */
  public SourceJar naming(Class<?> service, String... providers) {
    resources.put("META-INF/services/" + service.getName(), String.join("\n", providers));
    return this;
  }

  /** Compiles and packs all of it. */
  public Path write(Path jar) {
    try {
      Path classes = Files.createTempDirectory(jar.getParent(), "classes");
      compile(classes);
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream packed = new JarOutputStream(out)) {
        for (Map.Entry<String, byte[]> file : content(classes).entrySet()) {
          packed.putNextEntry(new JarEntry(file.getKey()));
          packed.write(file.getValue());
          packed.closeEntry();
        }
      }
      Trees.delete(classes);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path classes) throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    Path folder = Files.createTempDirectory(classes.getParent(), "sources");
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      written.add(Files.writeString(file, source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options = List.of("-d", classes.toString(), "-cp", OwnJvm.classPath());
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                    .getJavaFileObjectsFromPaths(written))
            .call();
    Trees.delete(folder);
    if (!done) {
      throw new IllegalStateException("It does not compile:\n" + said);
    }
  }

  private Map<String, byte[]> content(Path classes) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>();
    try (Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        content.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    resources.forEach((path, text) -> content.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return content;
  }

  private static Map<String, String> files(Path folder) {
    Map<String, String> files = new LinkedHashMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
