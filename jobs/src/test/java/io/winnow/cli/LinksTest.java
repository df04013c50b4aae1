package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page's links to other pages, their headings and to code lead somewhere. */
class LinksTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> FOLDERS = List.of("", "jobs/docs", "udfs/docs", "notebooks");
  private static final Pattern LINK =
      Pattern.compile("]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void leadToWhatIsThere() {
    List<Path> pages = FOLDERS.stream().flatMap(LinksTest::pages).toList();
    assertThat(pages).contains(ROOT.resolve("README.md"));
    assertThat(pages.stream().flatMap(LinksTest::broken)).isEmpty();
  }

  private static Stream<Path> pages(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> broken(Path page) {
    return LINK.matcher(read(page))
        .results()
        .filter(
            link -> {
              Path to =
                  link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
              return !Files.exists(to)
                  || link.group(2) != null && !anchors(to).contains(link.group(2));
            })
        .map(link -> page + ": " + link.group());
  }

  /** As GitHub makes them: small letters, spaces to hyphens, other marks left out. */
  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(read(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
